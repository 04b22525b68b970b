ALTER TABLE "evidence_packs" ADD COLUMN "checkpoint_size" bigint;--> statement-breakpoint
ALTER TABLE "evidence_packs" ADD COLUMN "manifest_sha256" text;--> statement-breakpoint
ALTER TABLE "evidence_packs" ADD COLUMN "evidence_record_id" uuid;--> statement-breakpoint
ALTER TABLE "evidence_packs" ADD COLUMN "policy_sha256" text;
