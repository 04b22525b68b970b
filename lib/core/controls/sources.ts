/** Where rules come from, with the source's own date. Each is named as a person would look it up. */
export const sources = {
  nspcc: {
    text: 'NSPCC Child Protection in Sport Unit, “NSPCC warns of Zoom security risks”',
    date: '2020-05-15',
  },
  rugby: {
    text: 'Rugby Football Union guidance, “Communication with children: virtual platforms”',
    date: '2020-06',
  },
  scouts: { text: 'Scouts, “Scouting online safely”' },
  diocese: { text: 'Diocese of Sheffield, “Zoom security and safeguarding”' },
  zoomLocks: {
    text: 'Zoom Support, article KB0061231: what is locked cannot be changed in a meeting',
  },
  benchmark: { text: 'CIS Zoom Benchmark, version 1.0.0' },
  nspccTeaching: {
    text: 'NSPCC Learning, “Undertaking remote teaching safely”',
    date: '2020-08',
  },
  hockey: {
    text: 'Surbiton Hockey Club, “Colts training on Zoom”',
    date: '2020-04-28',
  },
  galwayScouts: { text: '26th Galway Scouts, Zoom guidance' },
  scoutsRooms: {
    text: 'Touchline’s own reading of “two adults” in the Scouts’ “Scouting online safely”',
  },
  northumberlandRugby: {
    text: 'Northumberland Rugby Union, which repeats Rugby Football Union guidance',
    date: '2020-05-20',
  },
  inferred: {
    text: 'Touchline’s own reading of UK GDPR, article 5(1)(c): keep no more than is needed',
  },
  differs: {
    text: 'Published guidance differs from sport to sport; your governing body chooses',
  },
} as const
