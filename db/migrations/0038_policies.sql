CREATE TABLE "adoptions" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"policy_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"decision" text NOT NULL,
	"why" text,
	"by_user_id" uuid NOT NULL,
	"by_name" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"evidence_record_id" uuid NOT NULL,
	CONSTRAINT "adoptions_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "adoptions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "club_adoptions" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"policy_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"club_organisation_id" uuid NOT NULL,
	"club_name" text NOT NULL,
	"state" text NOT NULL,
	"why" text,
	"by_name" text,
	"delivered_at" timestamp with time zone NOT NULL,
	"at" timestamp with time zone,
	"left_at" timestamp with time zone,
	CONSTRAINT "club_adoptions_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "club_adoptions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "policies" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"publisher_organisation_id" uuid NOT NULL,
	"publisher_kind" text NOT NULL,
	"publisher_name" text NOT NULL,
	"title" text NOT NULL,
	"rules" text[] DEFAULT '{}'::text[] NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"withdrawn_at" timestamp with time zone,
	"withdrawn_why" text,
	CONSTRAINT "policies_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "policies" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "policy_drafts" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"policy_id" uuid NOT NULL,
	"state" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"title" text NOT NULL,
	"rules" text[] DEFAULT '{}'::text[] NOT NULL,
	"format" text NOT NULL,
	"markdown" text DEFAULT '' NOT NULL,
	"pdf" "bytea",
	"short_version" text DEFAULT '' NOT NULL,
	"what_changed" text DEFAULT '' NOT NULL,
	"change" text NOT NULL,
	"in_force_from" text DEFAULT '' NOT NULL,
	"due_days" integer NOT NULL,
	"grace_days" integer NOT NULL,
	"audience_roles" text[] DEFAULT '{}'::text[] NOT NULL,
	"audience_teams" text[] DEFAULT '{}'::text[] NOT NULL,
	"audience_tags" text[] DEFAULT '{}'::text[] NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"changed_by" uuid,
	CONSTRAINT "policy_drafts_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "policy_drafts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "policy_versions" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"policy_id" uuid NOT NULL,
	"publisher_organisation_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"title" text NOT NULL,
	"rules" text[] DEFAULT '{}'::text[] NOT NULL,
	"format" text NOT NULL,
	"content" "bytea",
	"sha256" text NOT NULL,
	"length_bytes" integer NOT NULL,
	"short_version" text NOT NULL,
	"what_changed" text NOT NULL,
	"change" text NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	"published_by" uuid,
	"published_by_name" text,
	"in_force_from" timestamp with time zone NOT NULL,
	"due_days" integer NOT NULL,
	"grace_days" integer NOT NULL,
	"audience_roles" text[] DEFAULT '{}'::text[] NOT NULL,
	"audience_teams" text[] DEFAULT '{}'::text[] NOT NULL,
	"audience_tags" text[] DEFAULT '{}'::text[] NOT NULL,
	CONSTRAINT "policy_versions_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "policy_versions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sign_off_events" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"coach_id" uuid NOT NULL,
	"event" text NOT NULL,
	"by_user_id" uuid,
	"by_name" text,
	"text" text,
	"at" timestamp with time zone NOT NULL,
	"evidence_record_id" uuid,
	CONSTRAINT "sign_off_events_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "sign_off_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sign_off_origins" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"address" text,
	"agent" text,
	"delete_after" timestamp with time zone NOT NULL,
	CONSTRAINT "sign_off_origins_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "sign_off_origins" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sign_off_requests" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"coach_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"policy_id" uuid,
	"version_id" uuid,
	"words" text,
	"session_id" uuid,
	"state" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone,
	"due_at" timestamp with time zone NOT NULL,
	"grace_until" timestamp with time zone NOT NULL,
	"opened_at" timestamp with time zone,
	"chased_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	CONSTRAINT "sign_off_requests_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "sign_off_requests" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sign_offs" (
	"organisation_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"request_id" uuid NOT NULL,
	"coach_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"login_method" text NOT NULL,
	"roles" text[] DEFAULT '{}'::text[] NOT NULL,
	"club_name" text NOT NULL,
	"kind" text NOT NULL,
	"policy_id" uuid,
	"version_id" uuid,
	"words" text,
	"title" text NOT NULL,
	"version" integer NOT NULL,
	"sha256" text NOT NULL,
	"statement" text NOT NULL,
	"statement_version" integer NOT NULL,
	"signed_at" timestamp with time zone NOT NULL,
	"receipt" text NOT NULL,
	"evidence_record_id" uuid NOT NULL,
	CONSTRAINT "sign_offs_organisation_id_id_pk" PRIMARY KEY("organisation_id","id")
);
--> statement-breakpoint
ALTER TABLE "sign_offs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "adoptions" ADD CONSTRAINT "adoptions_organisation_id_version_id_policy_versions_organisation_id_id_fk" FOREIGN KEY ("organisation_id","version_id") REFERENCES "public"."policy_versions"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_off_events" ADD CONSTRAINT "sign_off_events_organisation_id_request_id_sign_off_requests_organisation_id_id_fk" FOREIGN KEY ("organisation_id","request_id") REFERENCES "public"."sign_off_requests"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sign_offs" ADD CONSTRAINT "sign_offs_organisation_id_request_id_sign_off_requests_organisation_id_id_fk" FOREIGN KEY ("organisation_id","request_id") REFERENCES "public"."sign_off_requests"("organisation_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "adoptions_once" ON "adoptions" USING btree ("organisation_id","version_id") WHERE decision = 'adopted';--> statement-breakpoint
CREATE INDEX "adoptions_policy" ON "adoptions" USING btree ("organisation_id","policy_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "club_adoptions_once" ON "club_adoptions" USING btree ("organisation_id","version_id","club_organisation_id");--> statement-breakpoint
CREATE INDEX "club_adoptions_list" ON "club_adoptions" USING btree ("organisation_id","version_id","state","club_name");--> statement-breakpoint
CREATE INDEX "club_adoptions_club" ON "club_adoptions" USING btree ("organisation_id","club_organisation_id");--> statement-breakpoint
CREATE UNIQUE INDEX "policy_drafts_open" ON "policy_drafts" USING btree ("organisation_id","policy_id") WHERE state = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "policy_versions_version" ON "policy_versions" USING btree ("organisation_id","policy_id","version");--> statement-breakpoint
CREATE INDEX "sign_off_events_request" ON "sign_off_events" USING btree ("organisation_id","request_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "sign_off_requests_policy" ON "sign_off_requests" USING btree ("organisation_id","coach_id","version_id") WHERE kind = 'policy' and state not in ('superseded', 'withdrawn');--> statement-breakpoint
CREATE INDEX "sign_off_requests_coach" ON "sign_off_requests" USING btree ("organisation_id","coach_id","state");--> statement-breakpoint
CREATE INDEX "sign_off_requests_version" ON "sign_off_requests" USING btree ("organisation_id","version_id","state");--> statement-breakpoint
CREATE INDEX "sign_off_requests_due" ON "sign_off_requests" USING btree ("organisation_id","state","due_at");--> statement-breakpoint
CREATE UNIQUE INDEX "sign_offs_once" ON "sign_offs" USING btree ("organisation_id","request_id");--> statement-breakpoint
CREATE INDEX "sign_offs_coach" ON "sign_offs" USING btree ("organisation_id","coach_id","signed_at");--> statement-breakpoint
CREATE INDEX "sign_offs_version" ON "sign_offs" USING btree ("organisation_id","version_id");--> statement-breakpoint
CREATE POLICY "tenant" ON "adoptions" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "club_adoptions" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "policies" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "policy_drafts" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "policy_versions" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "sign_off_events" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "sign_off_origins" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "sign_off_requests" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "tenant" ON "sign_offs" AS PERMISSIVE FOR ALL TO "app" USING (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid)) WITH CHECK (organisation_id = (select nullif(current_setting('app.organisation_id', true), '')::uuid));
--> statement-breakpoint
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['policies', 'policy_versions', 'policy_drafts', 'adoptions',
    'club_adoptions', 'sign_off_requests', 'sign_offs', 'sign_off_origins', 'sign_off_events']
  LOOP
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT ON %I TO app', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['policies', 'policy_versions', 'adoptions', 'club_adoptions'] LOOP
    EXECUTE format('GRANT SELECT ON %I TO delivery', t);
    EXECUTE format('CREATE POLICY delivery_reads ON %I FOR SELECT TO delivery USING (true)', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['policies', 'policy_versions', 'club_adoptions'] LOOP
    EXECUTE format('GRANT INSERT ON %I TO delivery', t);
    EXECUTE format('CREATE POLICY delivery_adds ON %I FOR INSERT TO delivery WITH CHECK (true)', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['policies', 'club_adoptions'] LOOP
    EXECUTE format('CREATE POLICY delivery_changes ON %I FOR UPDATE TO delivery USING (true)
                    WITH CHECK (true)', t);
  END LOOP;
  -- Nobody publishes in another's name: what others published comes by delivery alone.
  FOREACH t IN ARRAY ARRAY['policies', 'policy_versions'] LOOP
    EXECUTE format('CREATE POLICY own_policies ON %I AS RESTRICTIVE FOR INSERT TO app
                    WITH CHECK (publisher_organisation_id = organisation_id)', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['policy_versions', 'adoptions', 'sign_offs', 'sign_off_events'] LOOP
    EXECUTE format('CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON %I
                    FOR EACH ROW EXECUTE FUNCTION refuse_change()', t);
    EXECUTE format('CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON %I
                    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', t);
  END LOOP;
END $$;
--> statement-breakpoint
CREATE POLICY own_changes ON policies AS RESTRICTIVE FOR UPDATE TO app
USING (publisher_organisation_id = organisation_id)
WITH CHECK (publisher_organisation_id = organisation_id);
--> statement-breakpoint
GRANT INSERT ON policies, policy_versions, policy_drafts, adoptions, sign_off_requests, sign_offs,
  sign_off_origins, sign_off_events TO app;
--> statement-breakpoint
GRANT UPDATE (title, rules, withdrawn_at, withdrawn_why) ON policies TO app, delivery;
--> statement-breakpoint
GRANT UPDATE (state, revision, title, rules, format, markdown, pdf, short_version, what_changed,
  change, in_force_from, due_days, grace_days, audience_roles, audience_teams, audience_tags,
  changed_at, changed_by) ON policy_drafts TO app;
--> statement-breakpoint
GRANT UPDATE (club_name, state, why, by_name, at, left_at) ON club_adoptions TO delivery;
--> statement-breakpoint
GRANT UPDATE (state, sent_at, due_at, grace_until, opened_at, chased_at, ended_at)
  ON sign_off_requests TO app;
--> statement-breakpoint
-- Where a sign-off came from is kept briefly: it stands in no record.
GRANT DELETE ON sign_off_origins TO app;
--> statement-breakpoint

-- The exact bytes of a version that the transaction's organisation has, wherever they stand.
CREATE FUNCTION policy_content(of_version uuid) RETURNS bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT coalesce(v.content, p.content) FROM public.policy_versions v
  LEFT JOIN public.policy_versions p
    ON p.organisation_id = v.publisher_organisation_id AND p.id = v.id
  WHERE v.organisation_id = public.current_organisation() AND v.id = of_version
$$;
--> statement-breakpoint

-- What a club said last to a version that it has. What it said to an earlier one holds for those
-- after it whose changes are minor.
CREATE FUNCTION club_adoption(club uuid, of_version uuid)
RETURNS TABLE (state text, why text, by_name text, at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  WITH RECURSIVE back AS (
    SELECT v.id, v.policy_id, v.version, v.change FROM public.policy_versions v
    WHERE v.organisation_id = club AND v.id = of_version
    UNION ALL
    SELECT v.id, v.policy_id, v.version, v.change FROM back b
    JOIN public.policy_versions v ON v.organisation_id = club AND v.policy_id = b.policy_id
      AND v.version = b.version - 1
    WHERE b.change = 'minor'
  )
  SELECT a.decision, a.why, a.by_name, a.at FROM back b
  JOIN public.adoptions a ON a.organisation_id = club AND a.version_id = b.id
  ORDER BY b.version DESC, a.at DESC, a.id DESC LIMIT 1
$$;
--> statement-breakpoint

-- How these clubs stand to the versions that they have, to who published each and to every region
-- between; of these versions, or of all. Only where the publisher's word holds for them now.
CREATE FUNCTION say_adoptions(clubs uuid[], versions uuid[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  INSERT INTO public.club_adoptions AS k (organisation_id, id, policy_id, version_id,
    club_organisation_id, club_name, state, why, by_name, delivered_at, at)
  SELECT h.holder, gen_random_uuid(), v.policy_id, v.id, o.organisation_id, o.name,
    coalesce(a.state, 'waiting'), a.why, a.by_name, public.moment(), a.at
  FROM public.organisations o
  JOIN public.policy_versions v ON v.organisation_id = o.organisation_id
    AND (versions IS NULL OR v.id = ANY (versions))
  JOIN public.profile_sources s ON s.organisation_id = o.organisation_id
    AND s.publisher_organisation_id = v.publisher_organisation_id AND s.ends_at IS NULL
  CROSS JOIN LATERAL (
    SELECT v.publisher_organisation_id AS holder
    UNION
    SELECT r.publisher_organisation_id FROM public.profile_sources r
    JOIN public.profile_sources above ON above.organisation_id = r.publisher_organisation_id
      AND above.publisher_organisation_id = v.publisher_organisation_id AND above.ends_at IS NULL
    WHERE r.organisation_id = o.organisation_id AND r.publisher_kind = 'region'
      AND r.ends_at IS NULL
  ) h
  LEFT JOIN LATERAL public.club_adoption(o.organisation_id, v.id) a ON true
  WHERE o.kind = 'club' AND o.organisation_id = ANY (clubs)
  ORDER BY 1, 4, 5
  ON CONFLICT (organisation_id, version_id, club_organisation_id) DO UPDATE
  SET club_name = excluded.club_name, state = excluded.state, why = excluded.why,
    by_name = excluded.by_name, at = excluded.at, left_at = NULL
$$;
--> statement-breakpoint

-- Versions of a publisher to these organisations, each with its policy as it is now.
CREATE FUNCTION give_versions(giver uuid, versions uuid[], receivers uuid[]) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE reached integer;
BEGIN
  INSERT INTO public.policies AS k (organisation_id, id, publisher_organisation_id, publisher_kind,
    publisher_name, title, rules, created_at, withdrawn_at, withdrawn_why)
  SELECT r.id, p.id, giver, p.publisher_kind, p.publisher_name, p.title, p.rules, p.created_at,
    p.withdrawn_at, p.withdrawn_why
  FROM public.policies p CROSS JOIN unnest(receivers) AS r (id)
  WHERE p.organisation_id = giver AND p.publisher_organisation_id = giver AND EXISTS (
    SELECT FROM public.policy_versions v WHERE v.organisation_id = giver AND v.policy_id = p.id
      AND v.id = ANY (versions))
  ON CONFLICT (organisation_id, id) DO UPDATE SET title = excluded.title, rules = excluded.rules,
    withdrawn_at = excluded.withdrawn_at, withdrawn_why = excluded.withdrawn_why
  WHERE k.publisher_organisation_id = giver;
  INSERT INTO public.policy_versions (organisation_id, id, policy_id, publisher_organisation_id,
    version, title, rules, format, content, sha256, length_bytes, short_version, what_changed,
    change, published_at, in_force_from, due_days, grace_days, audience_roles, audience_teams,
    audience_tags)
  SELECT r.id, v.id, v.policy_id, giver, v.version, v.title, v.rules, v.format,
    CASE v.format WHEN 'markdown' THEN v.content END, v.sha256, v.length_bytes, v.short_version,
    v.what_changed, v.change, v.published_at, v.in_force_from, v.due_days, v.grace_days,
    v.audience_roles, v.audience_teams, v.audience_tags
  FROM public.policy_versions v CROSS JOIN unnest(receivers) AS r (id)
  WHERE v.organisation_id = giver AND v.publisher_organisation_id = giver AND v.id = ANY (versions)
  ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS reached = ROW_COUNT;
  PERFORM public.say_adoptions(receivers, versions);
  RETURN reached;
END $$;
--> statement-breakpoint

-- A version of the transaction's organisation, to each region and club that its word holds for now.
-- Returns how many it reached.
CREATE FUNCTION deliver_policy(version uuid) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE giver uuid := public.current_organisation(); receivers uuid[];
BEGIN
  -- One that is affiliated at the same moment is waited for, and the other way round.
  PERFORM pg_advisory_xact_lock(hashtextextended('policies:' || giver, 0));
  -- Held until the transaction ends: an affiliation that ends meanwhile waits.
  SELECT coalesce(array_agg(x.organisation_id), '{}') INTO receivers FROM (
    SELECT s.organisation_id FROM public.profile_sources s
    WHERE s.publisher_organisation_id = giver AND s.ends_at IS NULL ORDER BY s.organisation_id
    FOR SHARE) x;
  RETURN public.give_versions(giver, ARRAY[version], receivers);
END $$;
--> statement-breakpoint

-- That a policy of the transaction's organisation is withdrawn, to whoever its word holds for now.
CREATE FUNCTION deliver_policy_end(policy uuid) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE giver uuid := public.current_organisation(); reached integer;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('policies:' || giver, 0));
  UPDATE public.policies k SET withdrawn_at = p.withdrawn_at, withdrawn_why = p.withdrawn_why
  FROM public.policies p
  WHERE p.organisation_id = giver AND p.id = policy AND p.publisher_organisation_id = giver
    AND k.id = p.id AND k.publisher_organisation_id = giver AND k.organisation_id IN (
      SELECT s.organisation_id FROM public.profile_sources s
      WHERE s.publisher_organisation_id = giver AND s.ends_at IS NULL);
  GET DIAGNOSTICS reached = ROW_COUNT;
  RETURN reached;
END $$;
--> statement-breakpoint

-- What the transaction's club said to a version, to those above it whose word holds for it.
CREATE FUNCTION deliver_adoption(policy uuid) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  SELECT public.say_adoptions(ARRAY[public.current_organisation()], (
    SELECT array_agg(v.id) FROM public.policy_versions v
    WHERE v.organisation_id = public.current_organisation() AND v.policy_id = policy))
$$;
--> statement-breakpoint

-- Whoever comes under a publisher gets what is in force there and what is to come; what it had
-- before stays. Of who leaves, those above keep what they were told, as of one that left.
CREATE FUNCTION policies_followed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE publisher uuid := NEW.publisher_organisation_id;
BEGIN
  IF NEW.ends_at IS NOT NULL THEN
    UPDATE public.club_adoptions k SET left_at = NEW.ends_at
    WHERE k.club_organisation_id = NEW.organisation_id AND k.left_at IS NULL
      AND (k.organisation_id = publisher OR EXISTS (
        SELECT FROM public.policies p WHERE p.organisation_id = k.organisation_id
          AND p.id = k.policy_id AND p.publisher_organisation_id = publisher));
    RETURN NULL;
  END IF;
  PERFORM pg_advisory_xact_lock_shared(hashtextextended('policies:' || publisher, 0));
  PERFORM public.give_versions(publisher, (
    SELECT coalesce(array_agg(v.id), '{}') FROM public.policies p
    JOIN public.policy_versions v ON v.organisation_id = publisher AND v.policy_id = p.id
    WHERE p.organisation_id = publisher AND p.publisher_organisation_id = publisher
      AND p.withdrawn_at IS NULL AND v.version >= coalesce((
        SELECT max(x.version) FROM public.policy_versions x
        WHERE x.organisation_id = publisher AND x.policy_id = p.id
          AND x.in_force_from <= public.moment()), 0)), ARRAY[NEW.organisation_id]);
  -- A region that comes between hears how the club stands to those above it, too.
  PERFORM public.say_adoptions(ARRAY[NEW.organisation_id], NULL);
  RETURN NULL;
END $$;
--> statement-breakpoint

GRANT CREATE ON SCHEMA public TO delivery;
--> statement-breakpoint
DO $$
DECLARE f regprocedure;
BEGIN
  FOR f IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
    AND p.proname IN ('policy_content', 'club_adoption', 'say_adoptions', 'give_versions',
      'deliver_policy', 'deliver_policy_end', 'deliver_adoption', 'policies_followed')
  LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
  END LOOP;
END $$;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION policy_content(uuid), deliver_policy(uuid), deliver_policy_end(uuid),
  deliver_adoption(uuid) TO app;
--> statement-breakpoint
CREATE TRIGGER sources_policies AFTER INSERT ON profile_sources
FOR EACH ROW WHEN (NEW.ends_at IS NULL) EXECUTE FUNCTION policies_followed();
--> statement-breakpoint
CREATE TRIGGER sources_policies_end AFTER UPDATE OF ends_at ON profile_sources
FOR EACH ROW WHEN (NEW.ends_at IS NOT NULL AND OLD.ends_at IS NULL)
EXECUTE FUNCTION policies_followed();
--> statement-breakpoint
DO $$
DECLARE f regprocedure;
BEGIN
  FOR f IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace
    AND p.proname IN ('policy_content', 'club_adoption', 'say_adoptions', 'give_versions',
      'deliver_policy', 'deliver_policy_end', 'deliver_adoption', 'policies_followed')
  LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO delivery', f);
  END LOOP;
END $$;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM delivery;
--> statement-breakpoint
-- Open pages hear of them.
DO $$
DECLARE said record;
BEGIN
  FOR said IN SELECT * FROM (VALUES
    ('policies', '', 'OLD IS DISTINCT FROM NEW'), ('policy_versions', '', NULL),
    ('adoptions', '', NULL), ('club_adoptions', '', 'OLD IS DISTINCT FROM NEW'),
    ('policy_drafts', '', '(OLD.state, OLD.revision) IS DISTINCT FROM (NEW.state, NEW.revision)'),
    ('sign_off_requests', 'coach_id', 'OLD IS DISTINCT FROM NEW'),
    ('sign_off_events', 'coach_id', NULL)
  ) AS t (name, coach, changed)
  LOOP
    EXECUTE format('CREATE TRIGGER says_added AFTER INSERT ON %I FOR EACH ROW
      EXECUTE FUNCTION say_changed(%L)', said.name, said.coach);
    CONTINUE WHEN said.changed IS NULL;
    EXECUTE format('CREATE TRIGGER says_changed AFTER UPDATE ON %I FOR EACH ROW WHEN (%s)
      EXECUTE FUNCTION say_changed(%L)', said.name, said.changed, said.coach);
  END LOOP;
END $$;
