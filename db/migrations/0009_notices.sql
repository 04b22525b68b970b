CREATE TABLE "notices" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"kind" text NOT NULL,
	"role" text NOT NULL,
	"of_organisation_id" uuid,
	"of_name" text,
	"of_slug" text,
	"subject_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"facts" jsonb NOT NULL,
	"dedupe_key" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"send_after" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	"settled_at" timestamp with time zone,
	"message_id" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"failure" text,
	CONSTRAINT "notices_organisation_id_id_pk" PRIMARY KEY("organisation_id","id"),
	CONSTRAINT "notices_once" UNIQUE("organisation_id","dedupe_key")
);
--> statement-breakpoint
ALTER TABLE "notices" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE INDEX "notices_newest" ON "notices" USING btree ("organisation_id","created_at","id");--> statement-breakpoint
CREATE POLICY "tenant" ON "notices" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
ALTER TABLE notices FORCE ROW LEVEL SECURITY;
--> statement-breakpoint
-- The application reads its own and says what became of them. Only deliveries write new ones.
GRANT SELECT ON notices TO app;
--> statement-breakpoint
GRANT UPDATE (state, settled_at, message_id, attempts, failure) ON notices TO app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON notices TO delivery;
--> statement-breakpoint
CREATE POLICY delivery_reads ON notices FOR SELECT TO delivery USING (true);
--> statement-breakpoint
CREATE POLICY delivery_adds ON notices FOR INSERT TO delivery WITH CHECK (true);
--> statement-breakpoint
CREATE POLICY delivery_changes ON notices FOR UPDATE TO delivery USING (true) WITH CHECK (true);
--> statement-breakpoint

-- The person on the other side of a row of the register, while both ends hold; null otherwise.
CREATE FUNCTION coach_in_force(club uuid, coach uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT c.person_organisation_id FROM public.coaches c
  WHERE c.organisation_id = club AND c.id = coach AND c.ends_at IS NULL
$$;
--> statement-breakpoint
-- The people who look after children's safety at a club now, each once.
CREATE FUNCTION officers_in_force(club uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT DISTINCT p.organisation_id FROM public.memberships m
  JOIN public.organisations p ON p.user_id = m.user_id AND p.kind = 'person'
  WHERE m.organisation_id = club AND m.role = 'welfare_officer' AND m.ends_at IS NULL
$$;
--> statement-breakpoint
-- How many MUSTs a coming session of a club breaks as far as is known: its own open findings, and
-- its host's account's for what the session does not set for itself.
CREATE FUNCTION musts_open(club uuid, session uuid) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT count(*)::integer FROM public.sessions s
  JOIN public.findings f ON f.organisation_id = s.organisation_id AND f.state = 'open'
    AND f.level = 'MUST'
    AND ((f.subject_kind = 'meeting' AND f.subject_id = s.id)
      OR (f.subject_kind = 'user' AND f.subject_id = s.connection_id AND NOT EXISTS (
        SELECT FROM public.results_current r WHERE r.organisation_id = s.organisation_id
          AND r.subject_kind = 'meeting' AND r.subject_id = s.id AND r.control = f.control)))
  WHERE s.organisation_id = club AND s.id = session AND s.ended_at IS NULL
$$;
--> statement-breakpoint

-- One notice, into the tenancy of the person addressed, with the row that has it sent. Nothing
-- where they have it already; one that was never sent, because it was not needed any more, is
-- needed again. For the deliveries below only: they say to whom, and that it is so.
CREATE FUNCTION write_notice(person uuid, as_role text, of_kind text, club uuid, about_kind text,
  about uuid, with_facts jsonb, occasion timestamptz, at_time timestamptz, not_before timestamptz)
RETURNS TABLE (person_id uuid, notice_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE written uuid;
BEGIN
  INSERT INTO public.notices AS n (organisation_id, id, kind, role, of_organisation_id, of_name,
    of_slug, subject_kind, subject_id, facts, dedupe_key, created_at, send_after, state)
  SELECT person, uuidv7(), of_kind, as_role, o.organisation_id, o.name, o.slug, about_kind, about,
    with_facts, concat_ws(':', of_kind, about, extract(epoch FROM occasion)::bigint), at_time,
    not_before, 'waiting'
  FROM (SELECT club AS id) x LEFT JOIN public.organisations o ON o.organisation_id = x.id
  ON CONFLICT ON CONSTRAINT notices_once DO UPDATE SET state = 'waiting', settled_at = NULL,
    facts = excluded.facts, created_at = excluded.created_at, send_after = excluded.send_after
    WHERE n.state = 'not_needed'
  RETURNING n.id INTO written;
  IF written IS NULL THEN RETURN; END IF;
  INSERT INTO system.due AS d (kind, organisation_id, subject_id, at)
  VALUES ('send-notice', person, written, not_before)
  ON CONFLICT ON CONSTRAINT due_kind_organisation_id_subject_id_pk
  DO UPDATE SET at = least(d.at, excluded.at);
  RETURN QUERY SELECT person, written;
END $$;
--> statement-breakpoint

-- A session of the transaction's club that starts within a day and breaks a MUST: to its host and,
-- where it is about to start, to the welfare officers. Returns what was written; nothing where the
-- session has started, ended or been mended.
CREATE FUNCTION deliver_session_warning(session uuid, of_kind text, at_time timestamptz,
  not_before timestamptz)
RETURNS TABLE (person_id uuid, notice_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  club uuid := public.current_organisation(); s public.sessions; c public.coaches; facts jsonb;
  musts integer; host uuid;
BEGIN
  IF of_kind NOT IN ('session_unsafe', 'session_unsafe_soon') THEN
    RAISE EXCEPTION 'no such warning' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  SELECT * INTO s FROM public.sessions x WHERE x.organisation_id = club AND x.id = session
    AND x.ended_at IS NULL AND x.starts_at > at_time
    AND x.starts_at <= at_time + CASE of_kind WHEN 'session_unsafe' THEN interval '24 hours'
      ELSE interval '2 hours' END;
  musts := public.musts_open(club, s.id);
  IF s.id IS NULL OR musts = 0 THEN RETURN; END IF;
  SELECT * INTO c FROM public.coaches x WHERE x.organisation_id = club AND x.id = s.coach_id;
  facts := jsonb_build_object('coach_id', c.id, 'coach_name', c.name, 'starts_at', s.starts_at,
    'musts', musts);
  host := public.coach_in_force(club, c.id);
  IF host IS NOT NULL THEN
    RETURN QUERY SELECT * FROM public.write_notice(host, 'coach', of_kind, club, 'session', s.id,
      facts, s.starts_at, at_time, not_before);
  END IF;
  IF of_kind = 'session_unsafe_soon' THEN
    RETURN QUERY SELECT w.* FROM public.officers_in_force(club) AS officer,
      LATERAL public.write_notice(officer, 'welfare_officer', of_kind, club, 'session', s.id,
        facts, s.starts_at, at_time, not_before) w;
  END IF;
END $$;
--> statement-breakpoint

-- Zoom no longer accepts what the transaction's person consented to: to them, and to the welfare
-- officers of each club of a share in force. Nothing where they ended it themselves.
CREATE FUNCTION deliver_connection_end(connection uuid, at_time timestamptz, not_before timestamptz)
RETURNS TABLE (person_id uuid, notice_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  holder public.organisations; z public.zoom_connections;
BEGIN
  SELECT * INTO holder FROM public.organisations o
  WHERE o.organisation_id = public.current_organisation();
  SELECT * INTO z FROM public.zoom_connections x WHERE x.organisation_id = holder.organisation_id
    AND x.id = connection AND x.state = 'disconnected' AND x.disconnect_reason <> 'by_person';
  IF z.id IS NULL THEN RETURN; END IF;
  IF holder.kind = 'person' THEN
    RETURN QUERY SELECT * FROM public.write_notice(holder.organisation_id, 'person',
      'connection_ended', NULL, 'connection', z.id, '{}'::jsonb, z.disconnected_at, at_time,
      not_before);
  END IF;
  RETURN QUERY SELECT w.* FROM public.shares_in_force(connection) share
  JOIN public.coaches c ON c.organisation_id = share.club AND c.id = share.coach
  CROSS JOIN LATERAL public.officers_in_force(share.club) AS officer
  CROSS JOIN LATERAL public.write_notice(officer, 'welfare_officer', 'connection_ended',
    share.club, 'connection', z.id,
    jsonb_build_object('coach_id', c.id, 'coach_name', c.name), z.disconnected_at, at_time,
    not_before) w;
END $$;
--> statement-breakpoint

-- The link to a session of the transaction's club was found in public, which is an open finding on
-- M02: to its host and to the welfare officers.
CREATE FUNCTION deliver_link_posted(finding uuid, at_time timestamptz, not_before timestamptz)
RETURNS TABLE (person_id uuid, notice_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  club uuid := public.current_organisation(); f public.findings; c public.coaches; facts jsonb;
  host uuid;
BEGIN
  SELECT * INTO f FROM public.findings x WHERE x.organisation_id = club AND x.id = finding
    AND x.state = 'open' AND x.subject_kind = 'meeting' AND x.control = 'M02';
  IF f.id IS NULL THEN RETURN; END IF;
  SELECT * INTO c FROM public.coaches x WHERE x.organisation_id = club AND x.id = f.coach_id;
  facts := jsonb_build_object('coach_id', c.id, 'coach_name', c.name, 'starts_at',
    (SELECT s.starts_at FROM public.sessions s WHERE s.organisation_id = club AND s.id = f.subject_id));
  host := public.coach_in_force(club, c.id);
  IF host IS NOT NULL THEN
    RETURN QUERY SELECT * FROM public.write_notice(host, 'coach', 'link_posted', club, 'finding',
      f.id, facts, f.opened_at, at_time, not_before);
  END IF;
  RETURN QUERY SELECT w.* FROM public.officers_in_force(club) AS officer,
    LATERAL public.write_notice(officer, 'welfare_officer', 'link_posted', club, 'finding', f.id,
      facts, f.opened_at, at_time, not_before) w;
END $$;
--> statement-breakpoint

-- Whether a notice of the transaction's person is still to be sent: they hold the post that they
-- were told as, and what it says is still so. Says yes or no and nothing else of the club.
CREATE FUNCTION notice_stands(notice uuid, at_time timestamptz) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  me uuid := public.current_organisation(); n public.notices; starts timestamptz;
  latest timestamptz;
BEGIN
  SELECT * INTO n FROM public.notices x
  WHERE x.organisation_id = me AND x.id = notice AND x.state = 'waiting';
  IF n.id IS NULL THEN RETURN false; END IF;
  IF n.role = 'coach' AND me IS DISTINCT FROM
    public.coach_in_force(n.of_organisation_id, (n.facts ->> 'coach_id')::uuid)
  THEN RETURN false; END IF;
  IF n.role = 'welfare_officer' AND NOT EXISTS (
    SELECT FROM public.officers_in_force(n.of_organisation_id) officer WHERE officer = me)
  THEN RETURN false; END IF;
  IF n.kind IN ('session_unsafe', 'session_unsafe_soon') THEN
    starts := (n.facts ->> 'starts_at')::timestamptz;
    -- From two hours before, the second warning takes the place of the first.
    latest := CASE n.kind WHEN 'session_unsafe' THEN starts - interval '2 hours' ELSE starts END;
    RETURN at_time < latest AND public.musts_open(n.of_organisation_id, n.subject_id) > 0 AND EXISTS (
      SELECT FROM public.sessions s WHERE s.organisation_id = n.of_organisation_id
        AND s.id = n.subject_id AND s.starts_at = starts);
  END IF;
  IF n.kind = 'connection_ended' AND n.role = 'person' THEN
    RETURN EXISTS (SELECT FROM public.zoom_connections z WHERE z.organisation_id = me
      AND z.id = n.subject_id AND z.state = 'disconnected');
  ELSIF n.kind = 'connection_ended' THEN
    RETURN EXISTS (SELECT FROM public.coach_connections cc
      WHERE cc.organisation_id = n.of_organisation_id AND cc.id = n.subject_id
        AND cc.state = 'disconnected' AND cc.share_ends_at IS NULL);
  END IF;
  RETURN true;
END $$;
--> statement-breakpoint

GRANT CREATE ON SCHEMA public TO delivery;
--> statement-breakpoint
DO $$
DECLARE
  f text; role_name text;
  granted jsonb := '{
    "coach_in_force(uuid, uuid)": ["delivery"],
    "officers_in_force(uuid)": ["delivery"],
    "musts_open(uuid, uuid)": ["delivery"],
    "write_notice(uuid, text, text, uuid, text, uuid, jsonb, timestamptz, timestamptz, timestamptz)": ["delivery"],
    "deliver_session_warning(uuid, text, timestamptz, timestamptz)": ["app"],
    "deliver_connection_end(uuid, timestamptz, timestamptz)": ["app"],
    "deliver_link_posted(uuid, timestamptz, timestamptz)": ["app"],
    "notice_stands(uuid, timestamptz)": ["app"]
  }';
BEGIN
  FOR f IN SELECT jsonb_object_keys(granted) LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    FOR role_name IN SELECT jsonb_array_elements_text(granted -> f) LOOP
      EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %I', f, role_name);
    END LOOP;
    EXECUTE format('ALTER FUNCTION %s OWNER TO delivery', f);
  END LOOP;
END $$;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM delivery;
