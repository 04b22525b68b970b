-- Row security is forced, so that the owner of a table is held to it too.
DO $$
DECLARE t regclass;
BEGIN
  FOR t IN
    SELECT c.oid FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
      AND a.attname = 'organisation_id' AND NOT a.attisdropped
  LOOP
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', t);
  END LOOP;
END $$;
--> statement-breakpoint
REVOKE ALL ON SCHEMA public, identity, system FROM PUBLIC;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO app, auth, system, delivery;
--> statement-breakpoint
GRANT USAGE ON SCHEMA system TO delivery;
--> statement-breakpoint
GRANT USAGE ON SCHEMA identity TO auth;
--> statement-breakpoint

-- The application changes these.
GRANT SELECT, INSERT, UPDATE ON
  organisations, memberships, affiliations, invitations, join_requests, coaches,
  zoom_connections, connection_shares, meetings, meeting_sessions, sessions,
  audits, club_audits, findings, evidence_packs, coach_connections
TO app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON zoom_tokens, results_current TO app;
--> statement-breakpoint
-- It forgets a meeting that turned out to be private, or that is gone.
GRANT DELETE ON meetings TO app;
--> statement-breakpoint
-- It may add to these, and never change what stands there.
GRANT SELECT, INSERT ON
  readings, reading_confirmations, result_changes, finding_events, evidence_records, trail
TO app;
--> statement-breakpoint
-- It may only read what others deliver to it.
REVOKE INSERT, UPDATE ON organisations, affiliations, coach_connections, join_requests FROM app;
--> statement-breakpoint
GRANT SELECT ON my_memberships, roll_ups TO app;
--> statement-breakpoint
GRANT UPDATE (name) ON organisations TO app;
--> statement-breakpoint
GRANT UPDATE (state, decided_at, decided_by, club_organisation_id) ON join_requests TO app;
--> statement-breakpoint

GRANT SELECT, INSERT, UPDATE, DELETE ON
  identity.users, identity.user_emails, identity.logins, identity.verification_tokens,
  identity.attempts
TO auth;
--> statement-breakpoint

-- Append-only, whoever asks: only the eraser may delete, and nobody may update.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF TG_OP = 'DELETE' AND current_user = 'eraser' THEN RETURN OLD; END IF;
  RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'insufficient_privilege';
END $$;
--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['readings', 'reading_confirmations', 'result_changes', 'finding_events',
                           'evidence_records', 'trail']
  LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I
                    FOR EACH ROW EXECUTE FUNCTION refuse_change()', t);
    EXECUTE format('CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON %I
                    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', t);
  END LOOP;
END $$;
--> statement-breakpoint

-- What deliveries may read and write across organisations: this, and nothing else. Each policy
-- opens one table to the role `delivery`, which nobody can log in as; what it does there is what
-- the functions of the next migration do.
DO $$
DECLARE
  readable text[] := ARRAY['organisations', 'memberships', 'affiliations', 'coaches',
    'zoom_connections', 'connection_shares', 'meetings', 'meeting_sessions', 'readings',
    'reading_confirmations', 'audits', 'club_audits', 'results_current', 'findings', 'invitations',
    'join_requests', 'coach_connections', 'sessions', 'roll_ups', 'my_memberships'];
  insertable text[] := ARRAY['organisations', 'memberships', 'my_memberships', 'affiliations',
    'readings', 'reading_confirmations', 'audits', 'club_audits', 'sessions', 'coach_connections',
    'roll_ups', 'join_requests', 'trail'];
  updatable text[] := ARRAY['my_memberships', 'affiliations', 'club_audits', 'sessions',
    'coach_connections', 'roll_ups', 'join_requests'];
  t text;
BEGIN
  FOREACH t IN ARRAY readable LOOP
    EXECUTE format('GRANT SELECT ON %I TO delivery', t);
    EXECUTE format('CREATE POLICY delivery_reads ON %I FOR SELECT TO delivery USING (true)', t);
  END LOOP;
  FOREACH t IN ARRAY insertable LOOP
    EXECUTE format('GRANT INSERT ON %I TO delivery', t);
    EXECUTE format('CREATE POLICY delivery_adds ON %I FOR INSERT TO delivery WITH CHECK (true)', t);
  END LOOP;
  FOREACH t IN ARRAY updatable LOOP
    EXECUTE format('GRANT UPDATE ON %I TO delivery', t);
    EXECUTE format('CREATE POLICY delivery_changes ON %I FOR UPDATE TO delivery
                    USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON system.due, system.workers_seen TO delivery;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE ON system.public_tokens TO delivery;
