type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement

/** True where somebody has typed or chosen something on the page that they have not sent yet. */
export function hasTyped(): boolean {
  const fields = document.querySelectorAll<Field>('main input, main textarea, main select')
  return [...fields].some(isTouched)
}

function isTouched(field: Field): boolean {
  if (field instanceof HTMLSelectElement) {
    const options = [...field.options]
    const first = options.findIndex(({ defaultSelected }) => defaultSelected)
    return field.selectedIndex !== Math.max(0, first)
  }
  if (field.type === 'checkbox' || field.type === 'radio') {
    return field instanceof HTMLInputElement && field.checked !== field.defaultChecked
  }
  return field.type !== 'hidden' && field.value !== field.defaultValue
}
