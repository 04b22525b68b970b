CREATE TABLE "system"."webhook_inbox" (
	"body_hash" text PRIMARY KEY NOT NULL,
	"event" text NOT NULL,
	"event_at" timestamp with time zone NOT NULL,
	"zoom_account_id" text NOT NULL,
	"zoom_user_id" text,
	"zoom_meeting_id" text,
	"facts" jsonb NOT NULL,
	"request_id" text,
	"received_at" timestamp with time zone NOT NULL,
	"holders" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "risk_alerts" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"coach_id" uuid NOT NULL,
	"session_id" uuid NOT NULL,
	"platform" text,
	"posted_at" timestamp with time zone,
	"alerted_at" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	CONSTRAINT "risk_alerts_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "risk_alerts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "zoom_events" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"connection_id" uuid NOT NULL,
	"event" text NOT NULL,
	"event_at" timestamp with time zone NOT NULL,
	"received_at" timestamp with time zone NOT NULL,
	"zoom_meeting_id" text,
	"meeting_topic" text,
	"facts" jsonb NOT NULL,
	"worked_at" timestamp with time zone,
	CONSTRAINT "zoom_events_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "zoom_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "audits" ADD COLUMN "read_again" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "risk_alerts" ADD CONSTRAINT "risk_alerts_organisation_id_coach_id_coaches_organisation_id_id_fk" FOREIGN KEY ("organisation_id","coach_id") REFERENCES "public"."coaches"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "zoom_events" ADD CONSTRAINT "zoom_events_organisation_id_connection_id_zoom_connections_organisation_id_id_fk" FOREIGN KEY ("organisation_id","connection_id") REFERENCES "public"."zoom_connections"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "webhook_inbox_received" ON "system"."webhook_inbox" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "risk_alerts_session" ON "risk_alerts" USING btree ("organisation_id","session_id","alerted_at");--> statement-breakpoint
CREATE INDEX "zoom_events_received" ON "zoom_events" USING btree ("organisation_id","connection_id","received_at");--> statement-breakpoint
CREATE INDEX "zoom_events_waiting" ON "zoom_events" USING btree ("organisation_id","connection_id","event_at") WHERE worked_at is null;--> statement-breakpoint
CREATE INDEX "zoom_events_meeting" ON "zoom_events" USING btree ("organisation_id","connection_id","zoom_meeting_id");--> statement-breakpoint
CREATE INDEX "zoom_connections_account" ON "zoom_connections" USING btree ("zoom_account_id");--> statement-breakpoint
CREATE POLICY "tenant" ON "risk_alerts" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "zoom_events" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
-- What Zoom tells by webhook. Storing it and handing it to its holders is one transaction, so that
-- nothing global is left to be worked afterwards: each holder has a row of its own, and what is due.
ALTER TABLE zoom_events FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
ALTER TABLE risk_alerts FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
GRANT SELECT, UPDATE, DELETE ON zoom_events TO app;
--> statement-breakpoint
GRANT SELECT ON risk_alerts TO app;
--> statement-breakpoint
GRANT SELECT, INSERT, DELETE, UPDATE ON system.webhook_inbox TO delivery;
--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['zoom_events', 'risk_alerts'] LOOP
    EXECUTE format('GRANT SELECT, INSERT ON %I TO delivery', t);
    EXECUTE format('CREATE POLICY delivery_reads ON %I FOR SELECT TO delivery USING (true)', t);
    EXECUTE format('CREATE POLICY delivery_adds ON %I FOR INSERT TO delivery WITH CHECK (true)', t);
  END LOOP;
END $$;
--> statement-breakpoint

-- Stores an event that carries Zoom's signature, once for each body, and hands it to every
-- connection that it is about: its user's; or, for a meeting whose host is not named, those that
-- know the meeting, else the one whose user changed it, else the whole account's. Returns what is to
-- be looked at now; nothing for a body that was stored before.
CREATE FUNCTION receive_webhook(hash text, event text, event_at timestamptz, account text,
  zoom_user text, changed_by text, meeting text, topic text, facts jsonb, request text,
  at_time timestamptz)
RETURNS TABLE (organisation_id uuid, connection_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE c record; handed integer := 0;
BEGIN
  DELETE FROM system.webhook_inbox w WHERE w.received_at < at_time - interval '30 days';
  INSERT INTO system.webhook_inbox (body_hash, event, event_at, zoom_account_id, zoom_user_id,
    zoom_meeting_id, facts, request_id, received_at, holders)
  VALUES (hash, receive_webhook.event, receive_webhook.event_at, account, zoom_user, meeting,
    receive_webhook.facts, request, at_time, 0)
  ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN RETURN; END IF;
  FOR c IN
    WITH mine AS (
      SELECT z.organisation_id, z.id, z.zoom_user_id = changed_by AS operated, EXISTS (
          SELECT FROM public.meetings m WHERE m.organisation_id = z.organisation_id
            AND m.connection_id = z.id AND m.zoom_meeting_id = meeting) AS knows
      FROM public.zoom_connections z
      WHERE z.state = 'connected' AND z.zoom_account_id = account
        AND (zoom_user IS NULL OR z.zoom_user_id = zoom_user)
    )
    SELECT m.organisation_id, m.id FROM mine m
    WHERE zoom_user IS NOT NULL OR meeting IS NULL OR CASE
      WHEN EXISTS (SELECT FROM mine x WHERE x.knows) THEN m.knows
      WHEN EXISTS (SELECT FROM mine x WHERE x.operated) THEN m.operated
      ELSE true END
    -- Always in the same order: two events for one account must not wait for each other.
    ORDER BY m.id
  LOOP
    INSERT INTO public.zoom_events (organisation_id, id, connection_id, event, event_at,
      received_at, zoom_meeting_id, meeting_topic, facts)
    VALUES (c.organisation_id, uuidv7(), c.id, receive_webhook.event, receive_webhook.event_at,
      at_time, meeting, topic, receive_webhook.facts);
    INSERT INTO system.due AS d (kind, organisation_id, subject_id, at)
    VALUES ('work-events', c.organisation_id, c.id, at_time)
    ON CONFLICT ON CONSTRAINT due_kind_organisation_id_subject_id_pk
    DO UPDATE SET at = least(d.at, excluded.at);
    handed := handed + 1;
    organisation_id := c.organisation_id;
    connection_id := c.id;
    RETURN NEXT;
  END LOOP;
  UPDATE system.webhook_inbox w SET holders = handed WHERE w.body_hash = hash;
END $$;
--> statement-breakpoint
-- When any webhook last arrived: subscriptions die without a word.
CREATE FUNCTION last_webhook_at() RETURNS timestamptz
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT max(w.received_at) FROM system.webhook_inbox w
$$;
--> statement-breakpoint

-- Zoom's alerts about a connection's meetings, to each club of a share in force whose session the
-- meeting is and which has not had them, with one `due` row each to open the finding. An alert about
-- a meeting that is nobody's session goes to nobody.
CREATE FUNCTION deliver_risk_alerts(connection uuid, at_time timestamptz)
RETURNS TABLE (club uuid, alert uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE holder uuid := public.current_organisation(); a record;
BEGIN
  FOR a IN
    SELECT s.club, s.coach, e.id, m.id AS meeting, e.facts, e.event_at, e.received_at
    FROM public.zoom_events e
    JOIN public.meetings m ON m.organisation_id = holder AND m.connection_id = e.connection_id
      AND m.zoom_meeting_id = e.zoom_meeting_id AND m.sorted = 'session'
    JOIN public.meeting_sessions ms ON ms.organisation_id = holder AND ms.meeting_id = m.id
      AND ms.ends_at IS NULL
    JOIN public.shares_in_force(connection) s ON s.club = ms.club_organisation_id
    JOIN public.sessions x ON x.organisation_id = s.club AND x.id = m.id AND x.ended_at IS NULL
    WHERE e.organisation_id = holder AND e.connection_id = connection
      AND e.event = 'meeting.risk_alert'
    ORDER BY e.event_at, e.id
  LOOP
    INSERT INTO public.risk_alerts (organisation_id, id, connection_id, coach_id, session_id,
      platform, posted_at, alerted_at, received_at)
    VALUES (a.club, a.id, connection, a.coach, a.meeting, a.facts ->> 'platform',
      (a.facts ->> 'posted_at')::timestamptz, a.event_at, a.received_at)
    ON CONFLICT DO NOTHING;
    CONTINUE WHEN NOT FOUND;
    INSERT INTO system.due (kind, organisation_id, subject_id, at)
    VALUES ('open-alert', a.club, a.id, at_time) ON CONFLICT DO NOTHING;
    club := a.club;
    alert := a.id;
    RETURN NEXT;
  END LOOP;
END $$;
--> statement-breakpoint
GRANT CREATE ON SCHEMA public TO delivery;
--> statement-breakpoint
DO $$
DECLARE
  f text;
  granted jsonb := '{
    "receive_webhook(text, text, timestamptz, text, text, text, text, text, jsonb, text, timestamptz)": "system",
    "last_webhook_at()": "system",
    "deliver_risk_alerts(uuid, timestamptz)": "app"
  }';
BEGIN
  FOR f IN SELECT jsonb_object_keys(granted) LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %I', f, granted ->> f);
    EXECUTE format('ALTER FUNCTION %s OWNER TO delivery', f);
  END LOOP;
END $$;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM delivery;
