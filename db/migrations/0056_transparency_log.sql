CREATE SCHEMA "log";
--> statement-breakpoint
CREATE TABLE "log"."asked" (
	"who" text PRIMARY KEY NOT NULL,
	"url" text NOT NULL,
	"done_size" bigint,
	"done_at" timestamp with time zone,
	"seen_size" bigint,
	"failure" text,
	"failing_since" timestamp with time zone,
	"failures" integer DEFAULT 0 NOT NULL,
	"next_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "log"."checkpoints" (
	"size" bigint PRIMARY KEY NOT NULL,
	"root" text NOT NULL,
	"note" text NOT NULL,
	"signed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "log"."cosignatures" (
	"size" bigint NOT NULL,
	"witness" text NOT NULL,
	"line" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	CONSTRAINT "cosignatures_size_witness_pk" PRIMARY KEY("size","witness")
);
--> statement-breakpoint
CREATE TABLE "log"."entries" (
	"index" bigint PRIMARY KEY NOT NULL,
	"entry" "bytea" NOT NULL,
	"sequenced_at" timestamp with time zone NOT NULL,
	CONSTRAINT "log_entries_entry" UNIQUE("entry"),
	CONSTRAINT "entries_index" CHECK ("log"."entries"."index" >= 0),
	CONSTRAINT "entries_entry" CHECK (length("log"."entries"."entry") = 32)
);
--> statement-breakpoint
CREATE TABLE "log"."keys" (
	"vkey" text PRIMARY KEY NOT NULL,
	"from_size" bigint NOT NULL,
	"first_signed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "log"."pending" (
	"seq" bigserial PRIMARY KEY NOT NULL,
	"entry" "bytea" NOT NULL,
	"marked_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "log"."state" (
	"one" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"looked_at" timestamp with time zone NOT NULL,
	"trouble" text,
	"trouble_since" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "log"."tiles" (
	"level" integer NOT NULL,
	"number" bigint NOT NULL,
	"hashes" "bytea" NOT NULL,
	"root" "bytea" NOT NULL,
	CONSTRAINT "tiles_level_number_pk" PRIMARY KEY("level","number"),
	CONSTRAINT "tiles_hashes" CHECK (length("log"."tiles"."hashes") = 8192 and length("log"."tiles"."root") = 32)
);
--> statement-breakpoint
CREATE TABLE "log"."time_stamps" (
	"size" bigint PRIMARY KEY NOT NULL,
	"authority" text NOT NULL,
	"response" "bytea" NOT NULL,
	"received_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "log"."cosignatures" ADD CONSTRAINT "cosignatures_size_checkpoints_size_fk" FOREIGN KEY ("size") REFERENCES "log"."checkpoints"("size") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "log"."time_stamps" ADD CONSTRAINT "time_stamps_size_checkpoints_size_fk" FOREIGN KEY ("size") REFERENCES "log"."checkpoints"("size") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
REVOKE ALL ON SCHEMA log FROM PUBLIC;
--> statement-breakpoint
GRANT USAGE ON SCHEMA log TO app, edge, sequencer, delivery;
--> statement-breakpoint
-- Only the sequencer adds, and only marks of what it has sequenced go.
GRANT SELECT, INSERT ON log.entries, log.tiles, log.checkpoints, log.keys, log.cosignatures,
  log.time_stamps TO sequencer;
--> statement-breakpoint
GRANT SELECT, DELETE ON log.pending TO sequencer;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON log.asked, log.state TO sequencer;
--> statement-breakpoint
-- What is public anyway, and how the log is. Of what is pending only how much, and since when.
GRANT SELECT ON log.entries, log.tiles, log.checkpoints, log.keys, log.cosignatures,
  log.time_stamps, log.asked, log.state TO app, edge;
--> statement-breakpoint
GRANT SELECT (seq, marked_at) ON log.pending TO app, edge;
--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['entries', 'tiles', 'checkpoints', 'keys', 'cosignatures', 'time_stamps']
  LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON log.%I
                    FOR EACH ROW EXECUTE FUNCTION public.refuse_change()', t);
    EXECUTE format('CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON log.%I
                    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change()', t);
  END LOOP;
END $$;
--> statement-breakpoint
-- Whoever adds: entries go on where those before end.
CREATE FUNCTION log.refuse_gap() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE lowest bigint; highest bigint; number bigint;
BEGIN
  SELECT min(a.index), max(a.index), count(*) INTO lowest, highest, number FROM added a;
  IF number > 0 AND (highest - lowest + 1 <> number OR lowest > 0 AND NOT EXISTS (
    SELECT FROM log.entries e WHERE e.index = lowest - 1)) THEN
    RAISE EXCEPTION 'entries of the log leave no gap: % to % were added', lowest, highest
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER no_gap AFTER INSERT ON log.entries REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION log.refuse_gap();
--> statement-breakpoint
-- What is signed is larger than all that was signed, and not larger than what is there.
CREATE FUNCTION log.refuse_fork() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF NEW.size <= coalesce((SELECT max(c.size) FROM log.checkpoints c), -1)
    OR NEW.size > coalesce((SELECT max(e.index) + 1 FROM log.entries e), 0) THEN
    RAISE EXCEPTION 'a checkpoint of size % has no place', NEW.size
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER no_fork BEFORE INSERT ON log.checkpoints
  FOR EACH ROW EXECUTE FUNCTION log.refuse_fork();
--> statement-breakpoint
REVOKE ALL ON FUNCTION log.refuse_gap(), log.refuse_fork() FROM PUBLIC;
--> statement-breakpoint

-- Whatever is recorded waits for the log from the same transaction on.
CREATE FUNCTION mark_for_log() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  INSERT INTO log.pending (entry) SELECT decode(a.entry, 'hex') FROM added a ORDER BY a.id;
  RETURN NULL;
END $$;
--> statement-breakpoint
-- That a check was due is recorded where it is said, as `writeEvidenceRecords` does it: the names in
-- the order of RFC 8785, and values that need no escaping.
CREATE FUNCTION record_checks_due() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  WITH said AS (
    SELECT a.organisation_id, a.recorded_at, format(
      '{"check":"%s","connection":"%s","due_at":"%s","kind":"check_due","organisation":"%s","recorded_at":"%s","salt":"%s"}',
      a.id, a.connection_id,
      to_char(a.due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), a.organisation_id,
      to_char(a.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      substr(encode(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), 'hex'), 1, 32)
    ) AS record FROM added a
  ), hashed AS (
    SELECT s.*, sha256(convert_to(s.record, 'UTF8')) AS entry FROM said s
  )
  INSERT INTO public.evidence_records (organisation_id, id, kind, record, entry, leaf, recorded_at)
  SELECT h.organisation_id, uuidv7(), 'check_due', h.record, encode(h.entry, 'hex'),
    encode(sha256('\x00'::bytea || h.entry), 'hex'), h.recorded_at
  FROM hashed h;
  RETURN NULL;
END $$;
--> statement-breakpoint
GRANT INSERT ON log.pending TO delivery;
--> statement-breakpoint
GRANT USAGE ON SEQUENCE log.pending_seq_seq TO delivery;
--> statement-breakpoint
GRANT INSERT ON evidence_records TO delivery;
--> statement-breakpoint
CREATE POLICY delivery_adds ON evidence_records FOR INSERT TO delivery WITH CHECK (true);
--> statement-breakpoint
GRANT CREATE ON SCHEMA public TO delivery;
--> statement-breakpoint
REVOKE ALL ON FUNCTION mark_for_log(), record_checks_due() FROM PUBLIC;
--> statement-breakpoint
CREATE TRIGGER marks_for_log AFTER INSERT ON evidence_records REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION mark_for_log();
--> statement-breakpoint
CREATE TRIGGER records_due AFTER INSERT ON checks_due REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION record_checks_due();
--> statement-breakpoint
ALTER FUNCTION mark_for_log() OWNER TO delivery;
--> statement-breakpoint
ALTER FUNCTION record_checks_due() OWNER TO delivery;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM delivery;
--> statement-breakpoint
-- What was recorded before there was a log.
CREATE POLICY backlog ON evidence_records FOR SELECT TO owner USING (true);
--> statement-breakpoint
INSERT INTO log.pending (entry)
SELECT decode(r.entry, 'hex') FROM evidence_records r ORDER BY r.recorded_at, r.id;
--> statement-breakpoint
DROP POLICY backlog ON evidence_records;
