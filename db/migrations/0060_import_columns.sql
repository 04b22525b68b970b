-- An import: what stands in columns that nobody needs is erased once they are said, how long the file
-- is kept hangs on that, and it stops where who confirmed it keeps the register no more.
GRANT UPDATE (erase_at, stopped_at) ON imports TO app;
--> statement-breakpoint
GRANT UPDATE (cells) ON import_rows TO app;
