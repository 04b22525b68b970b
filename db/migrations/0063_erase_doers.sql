-- As in 0057; and who asked for a check.
CREATE OR REPLACE FUNCTION named_columns() RETURNS TABLE (of_table text, who text, called text)
LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
  VALUES ('acceptance_events', 'by_user_id', 'by_name'),
    ('acceptances', 'requested_by', 'requested_by_name'),
    ('acceptances', 'decided_by', 'decided_by_name'),
    ('adoptions', 'by_user_id', 'by_name'),
    ('appointments', 'offered_by', 'offered_by_name'),
    ('coach_merges', 'by_user_id', 'by_name'),
    ('credentials', 'provided_by', 'provided_by_name'),
    ('credentials', 'verified_by', 'verified_by_name'),
    ('erasures', 'asked_by', 'asked_by_name'),
    ('erasures', 'decided_by', 'decided_by_name'),
    ('exemption_events', 'by_user_id', 'by_name'),
    ('exemptions', 'said_by', 'said_by_name'),
    ('exemptions', 'confirmed_by', 'confirmed_by_name'),
    ('imports', 'uploaded_by', 'uploaded_by_name'),
    ('legal_holds', 'started_by', 'started_by_name'),
    ('legal_holds', 'ended_by', 'ended_by_name'),
    ('mend_requests', 'asked_by', 'asked_by_name'),
    ('policy_versions', 'published_by', 'published_by_name'),
    ('record_check_views', 'viewed_by', 'viewed_by_name'),
    ('register_events', 'by_user_id', 'by_name'),
    ('sign_off_events', 'by_user_id', 'by_name'),
    ('sign_offs', 'user_id', 'name'),
    ('statement_events', 'by_user_id', 'by_name'),
    ('statements', 'stated_by', 'stated_by_name'),
    ('statements', 'verified_by', 'verified_by_name'),
    ('suspensions', 'started_by', 'started_by_name'),
    ('suspensions', 'ended_by', 'ended_by_name'),
    ('audits', 'requested_by', NULL),
    ('imports', 'confirmed_by', NULL),
    ('invitations', 'accepted_by', NULL),
    ('memberships', 'user_id', NULL),
    ('mend_runs', 'confirmed_by', NULL),
    ('mending_consents', 'given_by', NULL),
    ('mends', 'confirmed_by', NULL),
    ('meetings', 'excluded_by', NULL),
    ('policy_drafts', 'changed_by', NULL),
    ('profile_drafts', 'changed_by', NULL),
    ('profile_publications', 'published_by', NULL),
    ('told', 'user_id', NULL),
    ('trail', 'actor_user_id', NULL),
    ('zoom_connections', 'consented_by', NULL),
    ('zoom_hosts', 'decided_by', NULL)
$$;
--> statement-breakpoint
GRANT SELECT, UPDATE (requested_by) ON audits TO eraser;
--> statement-breakpoint
CREATE POLICY eraser_looks ON audits FOR SELECT TO eraser USING (true);
--> statement-breakpoint
CREATE POLICY eraser_changes ON audits FOR UPDATE TO eraser USING (true) WITH CHECK (true);
--> statement-breakpoint

-- What is to be said of an erasure of the transaction's club: to its officers that somebody asked, or
-- that somebody who left will be erased; to who asked what was decided, or that it is done. Nothing to
-- officers of what is about themselves. Returns what was written.
CREATE FUNCTION deliver_erasure_news(erasure uuid, of_kind text, at_time timestamptz,
  not_before timestamptz)
RETURNS TABLE (person_id uuid, notice_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE club uuid := public.current_organisation();
BEGIN
  IF of_kind NOT IN ('erasure_asked', 'erasure_planned', 'erasure_answered') THEN
    RAISE EXCEPTION 'no such news' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  RETURN QUERY SELECT w.* FROM public.erasures e
  JOIN public.coaches c ON c.organisation_id = club AND c.id = e.coach_id
  CROSS JOIN LATERAL (
    SELECT e.person_organisation_id AS person, 'person' AS role WHERE of_kind = 'erasure_answered'
    UNION
    SELECT o, 'welfare_officer' FROM public.officers_in_force(club) o
    WHERE of_kind <> 'erasure_answered' AND o IS DISTINCT FROM c.person_organisation_id
  ) told
  CROSS JOIN LATERAL public.write_notice(told.person, told.role, of_kind, club, 'erasure', e.id,
    jsonb_build_object('coach_id', c.id, 'coach_name', c.name, 'state', e.state,
      'until', CASE of_kind WHEN 'erasure_asked' THEN e.answer_by ELSE e.erase_at END),
    coalesce(e.decided_at, e.asked_at), at_time, not_before) w
  WHERE e.organisation_id = club AND e.id = erasure AND told.person IS NOT NULL;
END $$;
--> statement-breakpoint
GRANT CREATE ON SCHEMA public TO delivery;
--> statement-breakpoint
REVOKE ALL ON FUNCTION deliver_erasure_news(uuid, text, timestamptz, timestamptz) FROM PUBLIC;
--> statement-breakpoint
ALTER FUNCTION deliver_erasure_news(uuid, text, timestamptz, timestamptz) OWNER TO delivery;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM delivery;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION deliver_erasure_news(uuid, text, timestamptz, timestamptz) TO app;
