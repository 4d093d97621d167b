"""What whole builds promise: goldens, laws, read-back, validators, rendering."""
