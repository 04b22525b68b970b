CREATE TABLE "system"."zoom_budgets" (
	"zoom_account_id" text NOT NULL,
	"label" text NOT NULL,
	"paced_until" timestamp with time zone NOT NULL,
	"day" date NOT NULL,
	"used" integer NOT NULL,
	CONSTRAINT "zoom_budgets_zoom_account_id_label_pk" PRIMARY KEY("zoom_account_id","label")
);
--> statement-breakpoint
CREATE TABLE "system"."zoom_changes" (
	"zoom_user_id" text PRIMARY KEY NOT NULL,
	"day" date NOT NULL,
	"used" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "system"."zoom_quiet" (
	"zoom_account_id" text PRIMARY KEY NOT NULL,
	"until" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "audits" ADD COLUMN "ask_again_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "zoom_tokens_key" ON "zoom_tokens" USING btree ("key_id");--> statement-breakpoint
-- How often Zoom may be asked about one of its accounts, for all processes together. Times are the
-- database's own, so that machines whose clocks differ keep one pace; waits are given in
-- milliseconds for the same reason.
GRANT SELECT, INSERT, UPDATE, DELETE ON system.zoom_budgets, system.zoom_quiet, system.zoom_changes
TO delivery;
--> statement-breakpoint

-- Takes a place for one request: `wait_ms` until it may be sent. Not taken, and nothing changed,
-- where that would be more than `wait_max_ms`, be it for the pace, because Zoom asked for quiet, or
-- because the day (UTC) is used up; then `wait_ms` says when to come again. At most `burst` places
-- are for at once, the rest follow every `gap_ms`. `a_day` null: no daily limit.
CREATE FUNCTION take_zoom_place(account text, label text, gap_ms double precision, burst integer,
  a_day integer, wait_max_ms double precision)
RETURNS TABLE (taken boolean, wait_ms double precision)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  b system.zoom_budgets; at_time timestamptz; go_at timestamptz; of_day date; used_then integer;
  gap interval := make_interval(secs => gap_ms / 1000);
BEGIN
  SELECT * INTO b FROM system.zoom_budgets x
  WHERE x.zoom_account_id = account AND x.label = take_zoom_place.label FOR UPDATE;
  IF NOT FOUND THEN
    INSERT INTO system.zoom_budgets (zoom_account_id, label, paced_until, day, used)
    VALUES (account, take_zoom_place.label, '-infinity', '-infinity', 0) ON CONFLICT DO NOTHING;
    SELECT * INTO b FROM system.zoom_budgets x
    WHERE x.zoom_account_id = account AND x.label = take_zoom_place.label FOR UPDATE;
  END IF;
  -- After the lock: whoever waited for it is later than those before.
  at_time := clock_timestamp();
  go_at := greatest(at_time, b.paced_until - (burst - 1) * gap,
    (SELECT q.until FROM system.zoom_quiet q WHERE q.zoom_account_id = account));
  of_day := (go_at AT TIME ZONE 'UTC')::date;
  used_then := CASE WHEN b.day = of_day THEN b.used ELSE 0 END;
  taken := true;
  IF used_then >= a_day THEN
    taken := false;
    go_at := (of_day + 1)::timestamp AT TIME ZONE 'UTC';
  END IF;
  wait_ms := extract(epoch FROM go_at - at_time) * 1000;
  taken := taken AND wait_ms <= wait_max_ms;
  IF taken THEN
    UPDATE system.zoom_budgets x
    SET paced_until = greatest(b.paced_until, go_at) + gap, day = of_day, used = used_then + 1
    WHERE x.zoom_account_id = account AND x.label = take_zoom_place.label;
  END IF;
  RETURN NEXT;
END $$;
--> statement-breakpoint
-- Zoom said that it was asked too often: nobody asks about this account for so long, a day at most.
-- A longer quiet that is in force stands.
CREATE FUNCTION quiet_zoom_account(account text, for_ms double precision) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  DELETE FROM system.zoom_quiet q WHERE q.until < clock_timestamp() AND q.zoom_account_id <> account;
  INSERT INTO system.zoom_quiet AS q (zoom_account_id, until)
  VALUES (account,
    clock_timestamp() + least(make_interval(secs => for_ms / 1000), interval '25 hours'))
  ON CONFLICT ON CONSTRAINT zoom_quiet_pkey DO UPDATE SET until = greatest(q.until, excluded.until)
$$;
--> statement-breakpoint
-- For how long this account is to be left alone from now on; 0 where it is not.
CREATE FUNCTION zoom_quiet_ms(account text) RETURNS double precision
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  SELECT coalesce(max(greatest(extract(epoch FROM q.until - clock_timestamp()) * 1000, 0)), 0)
  FROM system.zoom_quiet q WHERE q.zoom_account_id = account
$$;
--> statement-breakpoint
-- The account of a connection, and whether anybody who is connected in it has a licence there, or
-- Zoom did not say.
CREATE FUNCTION zoom_account_of(connection uuid)
RETURNS TABLE (account text, licensed boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT c.zoom_account_id, bool_or(o.zoom_user_type IS DISTINCT FROM 1)
  FROM public.zoom_connections c
  JOIN public.zoom_connections o ON o.zoom_account_id = c.zoom_account_id
    AND (o.id = c.id OR o.state = 'connected')
  WHERE c.id = connection GROUP BY c.zoom_account_id
$$;
--> statement-breakpoint
-- Counts one change of a meeting of a Zoom user; false, and not counted, where the day (UTC) has had
-- so many already.
CREATE FUNCTION take_zoom_change(zoom_user text, a_day integer) RETURNS boolean
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  WITH taken AS (
    INSERT INTO system.zoom_changes AS c (zoom_user_id, day, used)
    SELECT zoom_user, (clock_timestamp() AT TIME ZONE 'UTC')::date, 1 WHERE a_day > 0
    ON CONFLICT ON CONSTRAINT zoom_changes_pkey DO UPDATE
      SET day = excluded.day, used = CASE WHEN c.day = excluded.day THEN c.used ELSE 0 END + 1
      WHERE c.day <> excluded.day OR c.used < a_day
    RETURNING 1)
  SELECT EXISTS (SELECT FROM taken)
$$;
--> statement-breakpoint
-- Tokens that are sealed under one of these keys: whose they are, so that each holder's own worker
-- can seal them anew.
CREATE FUNCTION tokens_under(keys text[], rows_max integer)
RETURNS TABLE (organisation_id uuid, connection_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT t.organisation_id, t.connection_id FROM public.zoom_tokens t
  WHERE t.key_id = ANY (keys) ORDER BY t.connection_id LIMIT rows_max
$$;
--> statement-breakpoint
-- How many tokens are sealed under each key: one that is not named here may be taken out of the ring.
CREATE FUNCTION tokens_by_key() RETURNS TABLE (key_id text, tokens bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT t.key_id, count(*) FROM public.zoom_tokens t GROUP BY t.key_id ORDER BY t.key_id
$$;
--> statement-breakpoint
-- Of the tokens, deliveries read what the two functions above give, and nothing that is sealed.
GRANT SELECT (organisation_id, connection_id, key_id) ON zoom_tokens TO delivery;
--> statement-breakpoint
CREATE POLICY delivery_reads ON zoom_tokens FOR SELECT TO delivery USING (true);
--> statement-breakpoint
GRANT CREATE ON SCHEMA public TO delivery;
--> statement-breakpoint
DO $$
DECLARE
  f text;
  granted text[] := ARRAY[
    'take_zoom_place(text, text, double precision, integer, integer, double precision)',
    'quiet_zoom_account(text, double precision)',
    'zoom_quiet_ms(text)',
    'zoom_account_of(uuid)',
    'take_zoom_change(text, integer)',
    'tokens_under(text[], integer)',
    'tokens_by_key()'];
BEGIN
  FOREACH f IN ARRAY granted LOOP
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO system', f);
    EXECUTE format('ALTER FUNCTION %s OWNER TO delivery', f);
  END LOOP;
END $$;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM delivery;
