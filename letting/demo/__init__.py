"""A living demo town, lived through by the portal's own services."""
