ALTER TABLE "meetings" ADD COLUMN "opened_times" jsonb;--> statement-breakpoint
ALTER TABLE "mends" ADD COLUMN "occurrence_id" text;--> statement-breakpoint
ALTER TABLE "mends" ADD COLUMN "occurrence_at" timestamp with time zone;