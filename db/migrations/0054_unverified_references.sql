-- As in 0043; and one that nobody ever decided upon is kept for as long after it was put in.
GRANT CREATE ON SCHEMA public TO eraser;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION erase_check_reference(credential uuid) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.credentials c SET reference_sealed = NULL, reference_key_id = NULL,
    reference_erased_at = public.moment()
  WHERE c.organisation_id = public.current_organisation() AND c.id = credential
    AND c.kind = 'record_check' AND c.reference_sealed IS NOT NULL
    AND coalesce(c.verified_at, c.ended_at, c.provided_at) + interval '6 months' <= public.moment();
  RETURN FOUND;
END $$;
--> statement-breakpoint
REVOKE CREATE ON SCHEMA public FROM eraser;
--> statement-breakpoint
INSERT INTO system.due (kind, organisation_id, subject_id, at)
SELECT 'erase-reference', organisation_id, id, provided_at + interval '6 months'
FROM credentials WHERE kind = 'record_check' AND reference_sealed IS NOT NULL
ON CONFLICT DO NOTHING;
