"""Mina sidor, as far as it is about the person herself: the frame, who she is, her inbox."""
