/** What a page's title begins with while a form on it is refused: it is the first thing read out. */
export const errorTitle = 'Error: '

/** Puts it before the title of the page that is shown; what it returns takes it away again. */
export function showErrorTitle(): () => void {
  if (!document.title.startsWith(errorTitle)) document.title = `${errorTitle}${document.title}`
  return () => {
    if (document.title.startsWith(errorTitle)) {
      document.title = document.title.slice(errorTitle.length)
    }
  }
}
