import * as logPaths from '#lib/core/log-paths'
import * as paths from '#lib/core/paths'
import type { Pack } from '#lib/evidence-packs/get-pack'
import { whatThisDoesNotShow } from '#lib/evidence-packs/pack-contents'
import { ButtonLink } from '../../../components/button'
import { Card, CardFoot } from '../../../components/card'
import { Disclosure } from '../../../components/disclosure'
import { Fact, Facts } from '../../../components/facts'
import { Stack, Two } from '../../../components/page-layout'
import { Icon } from '../../../components/pictogram'
import { Time } from '../../../components/time'
import { sizeWords } from '../pack-words'

/** A pack that can be taken: the file, what is in it, what it does not show, and how to check it. */
export function ReadyPack({ slug, pack, now }: { slug: string; pack: Pack; now: Date }) {
  const { bytes, files, sha256, readyAt, deleteAfter } = pack
  return (
    <Two>
      <Stack as="section" label="The pack">
        <Card as="section">
          <h2>Take the pack</h2>
          <p>One file, to keep or to send on. Inside, open “report.pdf” first.</p>
          <CardFoot>
            <ButtonLink href={paths.evidencePackFile(slug, pack.id)}>
              <Icon name="download" /> Download, {sizeWords(bytes ?? 0)}
            </ButtonLink>
          </CardFoot>
          <p className="text-[0.98rem] text-ink-soft">
            We note who downloads it. It is kept until <Time at={deleteAfter} now={now} as="date" />
            , and can be made again.
          </p>
        </Card>
        <Card as="section">
          <h2>What it does not show</h2>
          <ul className="grid list-disc gap-1.5 pl-5">
            {whatThisDoesNotShow(pack.checkpointSize !== null).map((each) => (
              <li key={each}>{each}</li>
            ))}
          </ul>
        </Card>
      </Stack>
      <Stack as="aside" label="About the file">
        <Facts>
          <Fact name="Made">
            {readyAt ? <Time at={readyAt} now={now} as="when" /> : 'not known'}
          </Fact>
          <Fact name="Files in it">{(files ?? 0).toLocaleString('en-GB')}</Fact>
          <Fact name="Size">{(bytes ?? 0).toLocaleString('en-GB')} bytes</Fact>
        </Facts>
        <CheckIt sha256={sha256} />
      </Stack>
    </Two>
  )
}

/** How anybody checks it, and how to tell that a file is the one that was made. */
function CheckIt({ sha256 }: Pick<Pack, 'sha256'>) {
  return (
    <>
      <Card as="section">
        <h2>Check it</h2>
        <p>
          Anybody can check it, and needs to believe neither the club nor us:{' '}
          <a href={logPaths.verifier()}>open the checking page</a> and choose the file. The page
          works without a network, too.
        </p>
      </Card>
      <Card as="section">
        <h2>Is it the right file?</h2>
        <p>
          Its fingerprint (SHA-256) is below. A file that was changed, even by one letter, has
          another.
        </p>
        <code className="text-[0.98rem] wrap-anywhere select-all">{sha256}</code>
        <Disclosure summary="How to look at a file’s fingerprint">
          <p>
            Windows: open PowerShell and type <code>Get-FileHash</code>, a space, and the file’s
            name.
          </p>
          <p>
            Mac: open Terminal and type <code>shasum -a 256</code>, a space, and the file’s name.
          </p>
          <p>
            Inside, “manifest.json” lists every file with its own fingerprint, and the same days
            asked for again give the same bytes.
          </p>
        </Disclosure>
      </Card>
    </>
  )
}
