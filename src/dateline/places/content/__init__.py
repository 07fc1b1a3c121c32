"""What the default gazetteer holds: our own tables beside GeoNames' towns."""
