-- Nothing looked for clubs by this; a list reads all rows of its reader, which is quicker.
DROP INDEX "roll_ups_worst";--> statement-breakpoint
ALTER TABLE "roll_ups" ADD COLUMN "name_key" text GENERATED ALWAYS AS (lower(club_name)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "roll_ups" ADD COLUMN "left_at" timestamp with time zone;--> statement-breakpoint

-- A club that has left stays in its reader's tenancy as it stood, and is marked: so a list is made
-- from one table, and no club that has left is counted. One that comes back is unmarked.
CREATE FUNCTION mark_left_club() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  UPDATE public.roll_ups r SET left_at = NEW.ends_at
  WHERE r.organisation_id = NEW.organisation_id
    AND r.club_organisation_id = NEW.other_organisation_id;
  RETURN NULL;
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION mark_left_club() FROM PUBLIC;
--> statement-breakpoint
CREATE TRIGGER affiliations_left AFTER INSERT OR UPDATE OF ends_at ON affiliations
FOR EACH ROW WHEN (NEW.side = 'lower') EXECUTE FUNCTION mark_left_club();
--> statement-breakpoint

-- A club's status, to each body and region above it with an affiliation in force: one row, made
-- from the club's own rows. Returns how many readers it reached. `fresh_for` is how long a
-- result may be believed. An account that is connected and was never read whole leaves the club
-- without a date until when it holds: what was read of the others says nothing of it.
CREATE OR REPLACE FUNCTION deliver_status(at_time timestamptz, fresh_for interval) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE c uuid := public.current_organisation(); reached integer;
BEGIN
  INSERT INTO public.roll_ups (organisation_id, club_organisation_id, club_name, coaches,
    coaches_not_connected, blocking, advisory, could_not_check, met, oldest_blocking_at,
    oldest_checked_at, last_checked_at, good_until, updated_at)
  SELECT up.other_organisation_id, c, o.name, people.number, people.not_connected, open.blocking,
    open.advisory, now_so.unknown, now_so.met, open.oldest, checked.oldest, checked.newest,
    checked.oldest + fresh_for, at_time
  FROM public.affiliations up
  JOIN public.affiliations down ON down.organisation_id = up.other_organisation_id
    AND down.other_organisation_id = c AND down.side = 'lower' AND down.ends_at IS NULL
  JOIN public.organisations o ON o.organisation_id = c
  CROSS JOIN LATERAL (
    SELECT count(*)::integer AS number,
      (count(*) FILTER (WHERE x.coaches_under_18s_online AND NOT EXISTS (
        SELECT FROM public.coach_connections cc WHERE cc.organisation_id = c
          AND cc.coach_id = x.id AND cc.state = 'connected' AND cc.share_ends_at IS NULL
      )))::integer AS not_connected
    FROM public.coaches x WHERE x.organisation_id = c AND x.ends_at IS NULL
  ) people
  CROSS JOIN LATERAL (
    SELECT (count(*) FILTER (WHERE f.level = 'MUST'))::integer AS blocking,
      (count(*) FILTER (WHERE f.level = 'SHOULD'))::integer AS advisory,
      min(f.opened_at) FILTER (WHERE f.level = 'MUST') AS oldest
    FROM public.findings f WHERE f.organisation_id = c AND f.state = 'open'
  ) open
  CROSS JOIN LATERAL (
    SELECT (count(*) FILTER (WHERE r.result = 'could_not_check' AND r.level = 'MUST'))::integer
        AS unknown,
      (count(*) FILTER (WHERE r.result = 'met'))::integer AS met
    FROM public.results_current r WHERE r.organisation_id = c
  ) now_so
  CROSS JOIN LATERAL (
    SELECT CASE WHEN bool_and(cc.last_complete_at IS NOT NULL) THEN min(cc.last_complete_at) END
        AS oldest,
      max(cc.last_asked_at) AS newest
    FROM public.coach_connections cc
    JOIN public.coaches x ON x.organisation_id = c AND x.id = cc.coach_id AND x.ends_at IS NULL
    WHERE cc.organisation_id = c AND cc.share_ends_at IS NULL AND cc.state = 'connected'
  ) checked
  WHERE up.organisation_id = c AND up.side = 'upper' AND up.ends_at IS NULL
  ON CONFLICT (organisation_id, club_organisation_id) DO UPDATE SET
    club_name = excluded.club_name, coaches = excluded.coaches,
    coaches_not_connected = excluded.coaches_not_connected, blocking = excluded.blocking,
    advisory = excluded.advisory, could_not_check = excluded.could_not_check, met = excluded.met,
    oldest_blocking_at = excluded.oldest_blocking_at,
    oldest_checked_at = excluded.oldest_checked_at, last_checked_at = excluded.last_checked_at,
    good_until = excluded.good_until, updated_at = excluded.updated_at;
  GET DIAGNOSTICS reached = ROW_COUNT;
  RETURN reached;
END $$;
