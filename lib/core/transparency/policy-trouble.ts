import type { PolicyFault, ReadPolicy } from './tlog-policy'

const words: Readonly<Record<PolicyFault, string>> = {
  too_long: 'it is longer than any list of keys',
  forbidden_character: 'it has a character that may not stand there',
  malformed_line: 'it is not written as such lines are',
  malformed_key: 'its key cannot be read',
  same_key_twice: 'its key stands in a line above already',
  name_taken: 'its name stands in a line above already',
  unknown_name: 'it names something that no line above it does',
  member_of_two: 'one of its members is in a group already',
  quorum_twice: 'there is a quorum above it already',
  no_quorum: 'its “quorum” line is missing (“quorum none” asks for no witness)',
}

/** What is wrong with a policy and where, for whoever wrote it: the end of a sentence, without a stop. */
export const policyTrouble = ({ fault, line }: Extract<ReadPolicy, { ok: false }>): string =>
  line === 0 ? words[fault] : `line ${line}: ${words[fault]}`
