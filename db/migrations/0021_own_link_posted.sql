-- Zoom found in public the link of a meeting that is no club's session: its person keeps it private,
-- or has not sorted it. Nobody else is told, so they are, of what is being worked now: once a meeting
-- and day. The notice names no topic, and no club is asked or told.
CREATE FUNCTION deliver_own_link_posted(connection uuid, at_time timestamptz, not_before timestamptz)
RETURNS TABLE (person_id uuid, notice_id uuid)
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  SELECT w.* FROM public.organisations holder
  JOIN public.zoom_events e ON e.organisation_id = holder.organisation_id
    AND e.connection_id = connection AND e.event = 'meeting.risk_alert' AND e.worked_at IS NULL
  JOIN public.meetings m ON m.organisation_id = e.organisation_id
    AND m.connection_id = e.connection_id AND m.zoom_meeting_id = e.zoom_meeting_id
  CROSS JOIN LATERAL public.write_notice(holder.organisation_id, 'person', 'link_posted', NULL,
    'meeting', m.id, jsonb_build_object('starts_at', m.starts_at),
    date_trunc('day', e.event_at, 'UTC'), at_time, not_before) w
  WHERE holder.organisation_id = public.current_organisation() AND holder.kind = 'person'
    AND NOT EXISTS (SELECT FROM public.risk_alerts a WHERE a.id = e.id)
$$;
--> statement-breakpoint

GRANT CREATE ON SCHEMA public TO delivery;
--> statement-breakpoint
REVOKE ALL ON FUNCTION deliver_own_link_posted(uuid, timestamptz, timestamptz) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION deliver_own_link_posted(uuid, timestamptz, timestamptz) TO app;
--> statement-breakpoint
ALTER FUNCTION deliver_own_link_posted(uuid, timestamptz, timestamptz) OWNER TO delivery;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM delivery;
