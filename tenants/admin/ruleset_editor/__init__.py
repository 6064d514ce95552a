"""The editor of the next rules: a draft, place by place, in forms made from the schema; see docs/adr/0010."""
