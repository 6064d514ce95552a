"""The staff's workplace at /admin/. Empty on purpose: it is imported before the models are ready (see `apps`)."""
