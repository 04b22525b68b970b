/** In the page itself: the outbox is one small server that asks nothing of any other. */
export const outboxStyle = `
  body { margin: 0; font: 1.125rem/1.5 system-ui, sans-serif; color: #13201a; background: #f5f4ee }
  header { padding: .75rem 1rem; color: #fff; background: #08301f }
  header p { max-width: 62ch; margin: 0 auto }
  main { max-width: 62ch; margin: 0 auto; padding: 1rem }
  h1 { font-size: 1.6rem; line-height: 1.2; overflow-wrap: anywhere }
  a { color: #0e4633; overflow-wrap: anywhere }
  a:focus-visible { outline: 3px solid #13201a; outline-offset: 2px; box-shadow: 0 0 0 6px #ffc62b }
  ol { list-style: none; margin: 0; padding: 0 }
  li { padding: .75rem 0; border-top: 1px solid #d6dacf }
  li a { display: inline-block; padding: .5rem 0; font-weight: 600 }
  li p, dl { margin: 0 }
  dl div { display: flex; gap: 0 .75rem; flex-wrap: wrap }
  dt { min-width: 4rem; font-weight: 600 }
  dd { margin: 0; overflow-wrap: anywhere }
  .text { margin-top: 1rem; padding: 1rem; border: 1px solid #d6dacf; background: #fff;
    white-space: pre-wrap; overflow-wrap: anywhere }
`
