/** What people have to do, in a few sentences: shown before the whole. */
export function ShortVersion({ text }: { text: string }) {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  return (
    <section className="grid gap-3 rounded-card border border-line bg-chalk px-5 py-[1.1rem]">
      <h2>The short version</h2>
      <ul className="grid max-w-prose list-disc gap-1.5 pl-6 wrap-anywhere">
        {lines.map((line) => (
          <li key={line}>{line.replace(/^[-*]\s+/, '')}</li>
        ))}
      </ul>
    </section>
  )
}
