"""Mina sidor, as far as it is about flats: what to do now, interests, offers, leases."""
