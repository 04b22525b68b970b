import * as paths from '#lib/core/paths'
import {
  closesWhen,
  doneAt,
  goThere,
  type DoneAt,
  type RegisterSubjectKind,
} from '#lib/core/register/finding-words'
import { firstName } from '#lib/core/wording'
import type { Finding } from '#lib/findings/get-finding'
import { ButtonLink } from '../../../components/button'
import { Card } from '../../../components/card'
import { Steps } from '../../../components/steps'

type Of = { finding: Finding; kind: RegisterSubjectKind; own: boolean }

/** How to put right what somebody has to show or sign, or what the club answers, and who does it. */
export function PutRight({ finding: { words, coachName }, kind, own }: Omit<Of, 'slug'>) {
  if (!words.mend) return null
  return (
    <Card as="section">
      <h2>How to put it right</h2>
      <p>{whoSays(kind, coachName, own)}</p>
      <Steps items={words.mend.web} />
    </Card>
  )
}

/** Where to do it, and that nobody has to look afterwards. */
export function ClosesByItself({ slug, finding, kind, own }: Of & { slug: string }) {
  const at = doneAt(finding.control, kind)
  return (
    <>
      <h2>Done?</h2>
      <p>{closesWhen[at]}</p>
      <ButtonLink href={hrefOf(slug, at, finding, own)} look="plain" full>
        {own ? ownWords[at] : goThere[at]}
      </ButtonLink>
    </>
  )
}

function whoSays(kind: RegisterSubjectKind, coachName: string | null, own: boolean): string {
  if (kind === 'club' || coachName === null) return 'Those who look after the club can do this.'
  return own ? 'You can do this yourself.' : `${firstName(coachName)} can do this.`
}

/** Who has to do it themselves has it on their first page, where it is to be signed. */
const ownWords: Readonly<Record<DoneAt, string>> = {
  ...goThere,
  sign_offs: 'Go to what you have to do',
  person: 'Go to what you have to show',
}

function hrefOf(slug: string, at: DoneAt, { coachId }: Finding, own: boolean): string {
  if (at === 'person' && coachId !== null) return paths.coach(slug, coachId)
  if (at === 'sign_offs') return own ? paths.organisation(slug) : paths.signOffs(slug)
  if (at === 'policies') return paths.policies(slug)
  return at === 'statements' ? paths.statements(slug) : paths.coaches(slug)
}
