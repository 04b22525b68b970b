import { risks, type DemoRisk } from './accept-risks'
import { accounts, type DemoAccount } from './accounts'
import { clubAccounts, type DemoClubAccount } from './club-accounts'
import { files, type DemoFile } from './draft-import'
import { policies, type DemoPolicy } from './policies'
import { holds, type DemoHold } from './hold-as-seeded'
import { papers, type DemoPapers } from './register'
import { rules, type DemoRules } from './rules'
import { exempt, type DemoExempt } from './say-exempt'
import { answers, ownPolicies, type DemoAnswer } from './sign-as-seeded'
import { body, cast, clubs, type DemoBody, type DemoClub, type Person } from './cast'

/** Who is there and what each has: all that a seed makes of an empty database. */
export type Scene = {
  body: DemoBody
  cast: readonly Person[]
  clubs: readonly DemoClub[]
  accounts: readonly DemoAccount[]
  /** Zoom accounts of clubs' own; none where it is not said. */
  clubAccounts?: readonly DemoClubAccount[]
  /** What the body publishes as its own rules; where it is not said, nothing. */
  rules?: DemoRules
  /** What officers ask to accept, once it was found. */
  risks?: readonly DemoRisk[]
  /** Policies that the body publishes, with what each club says to them. */
  policies?: readonly DemoPolicy[]
  /** Policies of clubs' own, and what people say to all that they are asked to sign. */
  ownPolicies?: typeof ownPolicies
  answers?: readonly DemoAnswer[]
  /** Roles that people were offered, and what they have to show. */
  papers?: readonly DemoPapers[]
  /** Files of people that officers have begun to read in. */
  files?: readonly DemoFile[]
  /** What an officer says of their club, and nobody has agreed to yet. */
  exempt?: readonly DemoExempt[]
  holds?: readonly DemoHold[]
}

/** What the demo shows. */
export const demoScene: Scene = {
  ...{ body, cast, clubs, accounts, clubAccounts, rules, risks, policies },
  ...{ ownPolicies, answers, files, papers, exempt, holds },
}
