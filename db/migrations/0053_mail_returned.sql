-- A mail came back: all that was in it did not arrive. What was never sent, or was marked before, is
-- left. How many there were.
CREATE FUNCTION mark_returned(message text, why text, at_time timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE marked integer;
BEGIN
  IF why NOT IN ('bounced', 'complained') THEN
    RAISE EXCEPTION 'no such reason' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  UPDATE public.notices n SET state = 'failed', failure = why, settled_at = at_time
  WHERE n.message_id = message AND n.state = 'sent';
  GET DIAGNOSTICS marked = ROW_COUNT;
  RETURN marked;
END $$;
--> statement-breakpoint
CREATE INDEX notices_message ON notices (message_id) WHERE message_id IS NOT NULL;
--> statement-breakpoint
GRANT CREATE ON SCHEMA public TO delivery;
--> statement-breakpoint
REVOKE ALL ON FUNCTION mark_returned(text, text, timestamptz) FROM PUBLIC;
--> statement-breakpoint
ALTER FUNCTION mark_returned(text, text, timestamptz) OWNER TO delivery;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM delivery;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION mark_returned(text, text, timestamptz) TO system;
