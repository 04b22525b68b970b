-- As in 0057; and each club that is asked has a worker tell its officers.
GRANT CREATE ON SCHEMA public TO delivery;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION deliver_erasure_requests(at_time timestamptz, answer timestamptz) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE me uuid := public.current_organisation(); asked integer;
BEGIN
  INSERT INTO public.erasures (organisation_id, id, coach_id, person_organisation_id, origin,
    asked_at, answer_by, state)
  SELECT c.organisation_id, uuidv7(), c.id, me, 'asked_by_person', at_time, answer, 'waiting'
  FROM public.coaches c
  WHERE c.person_organisation_id = me AND NOT EXISTS (SELECT FROM public.coach_merges m
    WHERE m.organisation_id = c.organisation_id AND m.coach_id = c.id)
  ON CONFLICT DO NOTHING;
  -- Where it is planned there already, that answers it.
  UPDATE public.erasures e SET person_organisation_id = me FROM public.coaches c
  WHERE c.person_organisation_id = me AND e.organisation_id = c.organisation_id
    AND e.coach_id = c.id AND e.state IN ('waiting', 'planned');
  INSERT INTO public.erasures (organisation_id, id, of_organisation_id, of_name, origin, asked_at,
    answer_by, state, decided_at, erase_at)
  SELECT me, e.id, e.organisation_id, o.name, e.origin, e.asked_at, e.answer_by, e.state,
    e.decided_at, e.erase_at
  FROM public.erasures e JOIN public.organisations o ON o.organisation_id = e.organisation_id
  WHERE e.person_organisation_id = me AND e.state IN ('waiting', 'planned')
  ON CONFLICT DO NOTHING;
  GET DIAGNOSTICS asked = ROW_COUNT;
  INSERT INTO system.due AS d (kind, organisation_id, subject_id, at)
  SELECT 'erase-person', e.organisation_id, e.id, at_time FROM public.erasures e
  WHERE e.person_organisation_id = me AND e.state = 'waiting'
  ON CONFLICT ON CONSTRAINT due_kind_organisation_id_subject_id_pk
  DO UPDATE SET at = least(d.at, excluded.at);
  RETURN asked;
END $$;
--> statement-breakpoint
-- As in 0063; and that it is done is told after what was decided.
CREATE OR REPLACE FUNCTION deliver_erasure_news(erasure uuid, of_kind text, at_time timestamptz,
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
    coalesce(e.done_at, e.decided_at, e.asked_at), at_time, not_before) w
  WHERE e.organisation_id = club AND e.id = erasure AND told.person IS NOT NULL;
END $$;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM delivery;
