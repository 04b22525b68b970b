/**
 * A file as a membership system writes it: people who do not exist, and in some rows what usually
 * goes wrong: an address without its end, a day that does not exist, somebody twice.
 */
export const sampleFile = `\uFEFF${[
  'Member No,First name,Surname,Email,Squad,Role,DBS issue date,First aid expiry,First aid date',
  '="00412",Amara,Nwosu,amara.nwosu@example.org,Under 12s,Head Coach,14/03/2025,01/09/2027,01/09/2024',
  '="00413",Ben,Ellery,ben.ellery@example.org,"Under 12s, Tuesday squad",Assistant Coach,02/11/2024,,',
  '="00420",Carys,Pugh,carys.pugh@example,Under 14s,Coach,19/06/2023,,',
  '="00431",Dev,Mistry,dev.mistry@example.org,Under 16s,Coach,31/02/2025,,',
  '="00433",Ellen,Brooke,ellen.brooke@example.org,,Treasurer,,,',
  '="00440",Ben,Ellery,ben.ellery@example.org,"Under 12s, Tuesday squad",Assistant Coach,02/11/2024,,',
  '="00452",Farah,Aziz,farah.aziz@example.org,Under 10s,Volunteer,27/08/2024,27/08/2025,27/08/2022',
].join('\r\n')}\r\n`
