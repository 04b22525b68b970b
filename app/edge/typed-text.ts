/** What was typed or chosen in a field, as text; empty where there was nothing, or a file. */
export function typedText(data: FormData, name: string): string {
  const value = data.get(name)
  return typeof value === 'string' ? value : ''
}
