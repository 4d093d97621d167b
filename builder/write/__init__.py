"""A plan as bytes: one package a format. Writers only translate; they decide nothing."""
