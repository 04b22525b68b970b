/**
 * Where the rules come from. `date` is the source's own, as exact as it has it; most have none, and
 * none is made up. Where a text was seen on a page that repeats it, that page is named.
 */
export type PublishedSource = {
  readonly code: string
  readonly text: string
  readonly date?: string
}

const texts = {
  S1: ['NSPCC Child Protection in Sport Unit, “NSPCC warns of Zoom security risks”', '2020-05-15'],
  S2: ['Child Protection in Sport Unit, “Remote teaching and coaching”', '2022-04-05'],
  S3: ['Open Sessions, “Virtual classes and safeguarding procedures”, which repeats the CPSU'],
  S4: ['Feeder Soccer, “Online procedures for managers and coaches”, which repeats the FA'],
  S5: ['The FA, “Safeguarding rules when interacting with players online”', '2021'],
  S6: ['Tring Tornadoes, “Safe use of social media”, which repeats the FA'],
  S7: ['Rugby Football Union, “Communication with children: virtual platforms”', '2020-06'],
  S8: ['Northumberland Rugby Union, which repeats the RFU', '2020-05-20'],
  S9: ['Swim England, “Guidance for virtual teaching and coaching”'],
  S10: ['England Athletics, “Official guidance on virtual coaching”', '2020-03-31'],
  S11: ['Children 1st, online coaching'],
  S12: ['Gymfinity Gymnastics, online training consent form'],
  S13: ['Surbiton Hockey Club, “Colts training on Zoom”', '2020-04-28'],
  S14: ['Scouts, “Scouting online safely”'],
  S15: ['Girlguiding, “Safe online guiding”'],
  S16: ['Cubs’ virtual sleepover, policy of a scout group'],
  S17: ['26th Galway Scouts, Zoom guidance'],
  S18: ['Insure4Sport, Acrotrix online classes'],
  S19: ['NSPCC Learning, “Undertaking remote teaching safely”', '2020-08'],
  S20: ['“Livestreaming: keeping children safe, quick reference”'],
  S21: ['Barnardo’s, which repeats the NSPCC on cameras', '2021-02'],
  S22: ['US Center for SafeSport, electronic communications'],
  S23: ['Diocese of Sheffield, “Zoom security and safeguarding”'],
  S24: ['UK Safer Internet Centre, “What is Zoom?”'],
  S25: ['Gloucestershire Police, hijacked calls'],
  S26: ['The Educator, by Smoothwall'],
  S27: ['Girl Scouts, Zoom guidance'],
  S31: ['England Athletics, “Obtaining the safeguarding standard by 2025”'],
  S33: ['Lawn Tennis Association, venue safeguarding standards'],
  S34: ['Lawn Tennis Association, document log'],
  S35: ['Bucks FA, affiliation'],
  S36: ['Amateur FA, affiliation'],
  S37: ['Sheffield FA, affiliation'],
  S38: ['Brent Youth Super League, safeguarding'],
  S39: ['Essex FA, local initiatives'],
  S41: ['ECB Safe Hands, club compliance rules'],
  S42: ['Wanstead Cricket Club, compliance evidence'],
  S44: ['Norfolk Cricket, DBS update', '2024-02-01'],
  S45: ['ECB Safe Hands, fees', '2024-12'],
  S47: ['The FA, safeguarding tab of the club portal'],
  S53: ['Crook Athletics Club, role of the welfare officer'],
  S54: ['England Athletics, role of a club welfare officer'],
  S55: ['Child Protection in Sport Unit, role of the club welfare officer'],
  S56: ['British Cycling, Go-Ride club welfare officer'],
  S57: ['Club Durham'],
  S59: ['Rotherham Harriers, club code of UK Athletics'],
  S60: ['England Athletics, responsibilities of the committee'],
  S61: ['UK Athletics, self-disclosure'],
  S62: ['Child Protection in Sport Unit, self-declaration forms', '2022-06-09'],
  S63: ['Child Protection in Sport Unit, safer recruitment'],
  S64: ['England Boxing, training requirements'],
  S65: ['British Gymnastics, recruiting a welfare officer'],
  S83: ['Wiltshire Cricket, club safeguarding officer'],
  C1: ['Child Protection in Sport Unit, Standards for safeguarding', '2018-09-07'],
  C2: ['Child Protection in Sport Unit, “Assess my organisation”', '2022-03-21'],
  C3: ['Child Protection in Sport Unit, developing and improving'],
  C5: ['Sport England Club Matters, duty of care and welfare'],
  I1: ['Ask the Police'],
  I3: ['UK Council for Internet Safety, overview', '2024-03-11'],
  I8: ['Zoom Support, article KB0061231: what is locked cannot be changed in a meeting'],
  L20: ['NHS Employers, on enhanced checks', '2026-01-21'],
  L21: ['Burness Paull, on the PVG scheme in Scotland'],
  L24: ['Child Protection in Sport Unit, guide to the LADO', '2025-01-09'],
  T12: ['PolicyCo Support, article 7216505'],
  T15: ['CIS Zoom Benchmark, version 1.0.0'],
} as const satisfies { readonly [code: string]: readonly [text: string, date?: string] }

export type SourceCode = keyof typeof texts

/** The sources of these codes. */
export const sourcesOf = (...codes: readonly SourceCode[]): PublishedSource[] =>
  codes.map((code) => {
    const [text, date]: readonly [string, string?] = texts[code]
    return date === undefined ? { code, text } : { code, text, date }
  })

/** One of them without its code, as a control and a text name where they come from. */
export function sourceOf(code: SourceCode): { readonly text: string; readonly date?: string } {
  const [text, date]: readonly [string, string?] = texts[code]
  return date === undefined ? { text } : { text, date }
}
