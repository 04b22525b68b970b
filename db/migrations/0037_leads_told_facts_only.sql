-- As in 0032; but whose account it is stays with the club: a region or body is told facts only.
CREATE OR REPLACE FUNCTION deliver_acceptance_news(acceptance uuid, of_kind text, occasion timestamptz,
  at_time timestamptz, not_before timestamptz)
RETURNS TABLE (person_id uuid, notice_id uuid)
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  WITH it AS (
    SELECT a.*, c.name AS coach_name, c.user_id AS coach_user, o.name AS club_name
    FROM public.acceptances a
    JOIN public.organisations o ON o.organisation_id = a.organisation_id
    LEFT JOIN public.coaches c ON c.organisation_id = a.organisation_id AND c.id = a.coach_id
    WHERE a.organisation_id = public.current_organisation() AND a.id = acceptance
  ), post AS (
    -- In the club: one post each, a welfare officer's before an administrator's.
    SELECT DISTINCT ON (m.user_id) p.organisation_id AS person, m.user_id, m.role,
      it.organisation_id AS place
    FROM it JOIN public.memberships m ON m.organisation_id = it.organisation_id
      AND m.ends_at IS NULL AND m.role IN ('welfare_officer', 'administrator')
    JOIN public.organisations p ON p.user_id = m.user_id AND p.kind = 'person'
    ORDER BY m.user_id, m.role DESC
  ), told AS (
    SELECT post.person, post.role, post.place FROM post CROSS JOIN it
    WHERE CASE WHEN of_kind = 'acceptance_asked' THEN it.above_id IS NULL
        AND post.user_id <> it.requested_by AND post.user_id IS DISTINCT FROM it.coach_user
      WHEN of_kind = 'acceptance_decided' THEN post.user_id = it.requested_by
      ELSE post.user_id = it.requested_by OR post.role = 'welfare_officer' END
    UNION
    SELECT lead, 'safeguarding_lead', it.above_id
    FROM it CROSS JOIN LATERAL public.leads_in_force(it.above_id) lead
    WHERE of_kind = 'acceptance_asked' AND it.above_id IS NOT NULL
    UNION
    SELECT public.coach_in_force(it.organisation_id, it.coach_id), 'coach', it.organisation_id
    FROM it WHERE of_kind IN ('acceptance_decided', 'acceptance_ended')
      AND NOT EXISTS (SELECT FROM post WHERE post.user_id = it.coach_user)
  )
  SELECT w.* FROM it CROSS JOIN told
  CROSS JOIN LATERAL public.write_notice(told.person, told.role, of_kind, told.place,
    CASE told.role WHEN 'safeguarding_lead' THEN 'acceptance_request' ELSE 'finding' END,
    CASE told.role WHEN 'safeguarding_lead' THEN it.id ELSE it.finding_id END,
    CASE told.role WHEN 'safeguarding_lead' THEN '{}'::jsonb
      ELSE jsonb_build_object('coach_id', it.coach_id, 'coach_name', it.coach_name) END
    || jsonb_build_object('acceptance', it.id,
      'club_name', it.club_name, 'controls', jsonb_build_array(it.control),
      'about_kind', it.subject_kind, 'asked_by', it.requested_by_name, 'state', it.state,
      'decided_by', it.decided_by_name, 'until', it.until, 'end_reason', it.end_reason),
    occasion, at_time, not_before) w
  WHERE told.person IS NOT NULL
$$;
--> statement-breakpoint
-- Nor is it left with those who were told before.
SET LOCAL ROLE delivery;
--> statement-breakpoint
UPDATE public.notices SET facts = facts - 'coach_id' - 'coach_name'
WHERE role = 'safeguarding_lead' AND facts ?| ARRAY['coach_id', 'coach_name'];
--> statement-breakpoint
SET LOCAL ROLE owner;
