import * as paths from '#lib/core/paths'
import { Disclosure } from '../components/disclosure'

export function ForCoaches() {
  return (
    <>
      <Disclosure summary="What happens when I connect Zoom?">
        <p>
          Zoom asks whether Touchline may read your settings and your meetings. You say yes there,
          not here, and we never see your Zoom password. You can take it back at any time, in
          Touchline or in Zoom.
        </p>
      </Disclosure>
      <Disclosure summary="Does my club see my other meetings?">
        <p>
          No. You say which meetings are club sessions. The rest are nobody’s business: they are not
          shown, not judged, and not kept. <a href={paths.whoSeesWhat()}>Who sees what</a>
        </p>
      </Disclosure>
      <Disclosure summary="I have mended it. Why does it still say “Not met”?">
        <p>
          It closes when a check has seen the mend. Press “Check again” on the same page. It takes
          less than a minute.
        </p>
      </Disclosure>
    </>
  )
}

export function ForClubs() {
  return (
    <>
      <Disclosure summary="A coach could not be checked. Is that bad?">
        <p>
          It means that we do not know. Most often the coach has to connect Zoom again. Until then,
          treat the session as not yet safe.
        </p>
      </Disclosure>
      <Disclosure summary="How do I start?">
        <p>
          Your governing body gives your club a code. <a href={paths.join()}>Join with the code</a>,
          then invite your coaches.
        </p>
      </Disclosure>
      <Disclosure summary="How often does Touchline look?">
        <p>
          Every day, and whenever you press “Check again”. Every page says when it last looked. A
          check that is late is shown as out of date.
        </p>
      </Disclosure>
    </>
  )
}

export function ForBodies() {
  return (
    <>
      <Disclosure summary="What do MUST and SHOULD mean?">
        <p>
          They are your own words for your own rules. A MUST that is not met makes a club fall
          short. A SHOULD is advice.
        </p>
      </Disclosure>
      <Disclosure summary="Do we have to take Touchline’s word?">
        <p>
          No. An evidence pack holds what was read, what it was judged by, and fingerprints of every
          file, so that anyone can work it out again.
        </p>
      </Disclosure>
    </>
  )
}

export function SigningIn() {
  return (
    <>
      <Disclosure summary="Why is there no password?">
        <p>
          We send a code to your e-mail address instead. Type it on the device you are signing in
          on, whichever device the e-mail is on.
        </p>
      </Disclosure>
      <Disclosure summary="The e-mail does not come">
        <p>
          Look in the folder for unwanted mail, and check how you spelt your address. You can ask
          for another code after a minute; only the newest works.
        </p>
      </Disclosure>
      <Disclosure summary="It says the page could not be found">
        <p>
          Either the address is wrong, or you are signed in as somebody who is not a member there.
          Ask whoever invited you which address they used.
        </p>
      </Disclosure>
    </>
  )
}
