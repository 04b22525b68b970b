-- Marks of a club's own go with who bore them.
GRANT UPDATE (tags) ON coaches TO eraser;
