ALTER TABLE "imports" ADD COLUMN "stopped_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "suspensions" ADD COLUMN "carried_from" uuid;--> statement-breakpoint
ALTER TABLE "suspensions" ADD COLUMN "known_as" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
CREATE INDEX "credentials_by_key" ON "credentials" USING btree ("reference_key_id") WHERE reference_key_id is not null;
--> statement-breakpoint
GRANT UPDATE (known_as) ON suspensions TO app;
--> statement-breakpoint

-- Of what people have to show, deliveries read who is to be reminded of it, and under which key its
-- number is sealed: never the number, nor by whom it is or how much it looks at.
REVOKE SELECT ON credentials FROM delivery;
--> statement-breakpoint
GRANT SELECT (organisation_id, id, coach_id, kind, state, issued_on, reference_key_id) ON credentials
  TO delivery;
--> statement-breakpoint
-- A number is sealed anew when keys change. It is never emptied so, and none comes to be where none was.
CREATE FUNCTION refuse_lost_reference() RETURNS trigger
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF current_user <> 'eraser' AND num_nulls(OLD.reference_sealed, NEW.reference_sealed) > 0 THEN
    RAISE EXCEPTION 'the number of a credential is only sealed anew';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION refuse_lost_reference() FROM PUBLIC;
--> statement-breakpoint
CREATE TRIGGER reference_stays BEFORE UPDATE OF reference_sealed ON credentials
  FOR EACH ROW EXECUTE FUNCTION refuse_lost_reference();
--> statement-breakpoint
GRANT UPDATE (reference_sealed, reference_key_id) ON credentials TO app;
--> statement-breakpoint
-- Numbers that are sealed under one of these keys: as tokens_under.
CREATE FUNCTION references_under(keys text[], rows_max integer)
RETURNS TABLE (organisation_id uuid, credential_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT c.organisation_id, c.id FROM public.credentials c
  WHERE c.reference_key_id = ANY (keys) ORDER BY c.id LIMIT rows_max
$$;
--> statement-breakpoint
GRANT CREATE ON SCHEMA public TO delivery;
--> statement-breakpoint
-- As in 0012, and with the numbers: a key that is not named here may be taken out of the ring.
CREATE OR REPLACE FUNCTION tokens_by_key() RETURNS TABLE (key_id text, tokens bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT k.key_id, count(*) FROM (
    SELECT t.key_id FROM public.zoom_tokens t
    UNION ALL
    SELECT c.reference_key_id FROM public.credentials c WHERE c.reference_key_id IS NOT NULL) k
  GROUP BY k.key_id ORDER BY k.key_id
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION references_under(text[], integer) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION references_under(text[], integer) TO system;
--> statement-breakpoint
ALTER FUNCTION references_under(text[], integer) OWNER TO delivery;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM delivery;
