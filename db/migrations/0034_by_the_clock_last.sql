-- As in 0003; and what happens by the clock alone comes after everything that somebody waits for, or
-- that Zoom told of, unless it has waited for an hour itself.
DROP FUNCTION due_find(timestamptz, integer);
--> statement-breakpoint
CREATE FUNCTION due_find(at_time timestamptz, rows_max integer)
RETURNS TABLE (kind text, organisation_id uuid, subject_id uuid, attempts integer, by_clock boolean)
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  SELECT d.kind, d.organisation_id, d.subject_id, d.attempts, c.by_clock
  FROM system.due d
  CROSS JOIN LATERAL (SELECT d.at > at_time - interval '1 hour' AND (d.kind = 'audit-schedule'
    OR d.kind = 'read-account' AND EXISTS (SELECT FROM public.audits a
      WHERE a.organisation_id = d.organisation_id AND a.id = d.subject_id
        AND a.trigger = 'scheduled')
    OR d.kind = 'judge-club' AND EXISTS (SELECT FROM public.club_audits a
      WHERE a.organisation_id = d.organisation_id AND a.id = d.subject_id
        AND a.trigger = 'scheduled')) AS by_clock) c
  WHERE d.at <= at_time AND (d.lease_until IS NULL OR d.lease_until <= at_time)
  ORDER BY c.by_clock, d.at LIMIT rows_max
$$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION due_find(timestamptz, integer) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION due_find(timestamptz, integer) TO system;
--> statement-breakpoint
GRANT CREATE ON SCHEMA public TO delivery;
--> statement-breakpoint
ALTER FUNCTION due_find(timestamptz, integer) OWNER TO delivery;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM delivery;
