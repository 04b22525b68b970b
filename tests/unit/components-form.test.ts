import { createElement, type ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { AppError, notFound } from '#lib/core/errors'
import { Choices } from '../../app/components/choices'
import { ErrorSummary } from '../../app/components/error-summary'
import { Field } from '../../app/components/field'
import { FormContext } from '../../app/components/form-context'
import { Form } from '../../app/components/form'
import { refusedForm, untouched, type FormState } from '../../app/components/form-state'
import { sourceFiles } from '../support/source-files'

const refused: FormState = {
  problems: [{ field: 'name', message: 'Write the name of your club' }],
  values: { name: ['Hart'], kind: ['b'] },
}
const within = (state: FormState, children: ReactNode) =>
  renderToStaticMarkup(createElement(FormContext, { value: state }, children))
const name = createElement(Field, { name: 'name', label: 'Name', hint: 'In full', value: 'Old' })

describe('a refused form', () => {
  it('says that there is a problem, of a field or of the whole, and not that something is to mend', () => {
    for (const state of [refused, { message: 'Ask again.' }]) {
      const summary = renderToStaticMarkup(createElement(ErrorSummary, { state }))
      expect(summary).toContain('<h2>There is a problem</h2>')
      expect(summary).not.toMatch(/to mend/i)
    }
  })

  it('has a summary wherever there is a form that an action answers', () => {
    const forms = sourceFiles().filter(
      ({ path, text }) => path.startsWith('app/') && text.includes('useActionState('),
    )
    expect(forms.length).toBeGreaterThan(0)
    for (const { path, text } of forms) expect(text, path).toContain('<ErrorSummary state={')
  })

  it('says the same words on top, as a link, and beside the field that it leads to', () => {
    const summary = renderToStaticMarkup(createElement(ErrorSummary, { state: refused }))
    expect(summary).toMatch(/href="#field-name"[^>]*>Write the name of your club</)
    expect(within(refused, name)).toMatch(/id="problem-name".*Write the name of your club<\/p>/)
    expect(within(refused, name)).toContain('id="field-name"')
  })

  it('ties problem and hint to the field for those who do not see them', () => {
    const field = within(refused, name)
    expect(field).toContain('aria-describedby="hint-name problem-name"')
    expect(field).toContain('aria-invalid="true"')
  })

  it('takes the focus without JavaScript too', () => {
    const summary = renderToStaticMarkup(createElement(ErrorSummary, { state: refused }))
    expect(summary).toMatch(/tabindex="-1" autofocus=""/)
  })

  it('keeps what was typed and chosen, not what was there before', () => {
    expect(within(refused, name)).toContain('value="Hart"')
    const kinds = createElement(Choices, {
      name: 'kind',
      label: 'Kind',
      value: ['a'],
      choices: [
        { value: 'a', label: 'A' },
        { value: 'b', label: 'B' },
      ],
    })
    expect(within(refused, kinds)).toMatch(/checked="" value="b"/)
    expect(within(refused, kinds)).not.toMatch(/checked="" value="a"/)
  })

  it('keeps an answer that was emptied empty', () => {
    expect(within({ values: {} }, name)).toContain('value=""')
  })
})

describe('a form nobody has sent yet', () => {
  it('shows what is there, and nothing is wrong', () => {
    expect(within(untouched, name)).toContain('value="Old"')
    expect(within(untouched, name)).not.toContain('aria-invalid')
    expect(renderToStaticMarkup(createElement(ErrorSummary, { state: untouched }))).toBe('')
  })

  it('is not judged by the browser, whose words differ from ours', () => {
    // A component that must have children cannot be given them otherwise without JSX.
    // oxlint-disable-next-line react/no-children-prop
    const form = createElement(Form, { action: (state) => Promise.resolve(state), children: name })
    expect(renderToStaticMarkup(form)).toMatch(/<form[^>]* noValidate=""/)
  })
})

describe('what an action answers', () => {
  const data = new FormData()
  data.append('name', 'Hart')
  data.append('kind', 'a')
  data.append('kind', 'b')
  data.append('code', '123456')
  data.append('$ACTION_KEY', 'k')
  data.append('file', new File(['x'], 'x.txt'))

  it('gives back what was typed, but no secret, no file and nothing of React’s own', () => {
    const error = new AppError('invalid_input', 'No.', [{ field: 'name', message: 'Longer' }])
    expect(refusedForm(error, data, ['code'])).toEqual({
      problems: [{ field: 'name', message: 'Longer' }],
      values: { name: ['Hart'], kind: ['a', 'b'] },
    })
  })

  it('says a refusal of the whole in its own words', () => {
    expect(refusedForm(new AppError('expired', 'Ask again.'), data).message).toBe('Ask again.')
  })

  it('never shows what it does not know, nor says that something is missing', () => {
    const bug = new Error('password=hunter2')
    expect(() => refusedForm(bug, data)).toThrow(bug)
    expect(() => refusedForm(notFound(), data)).toThrow(AppError)
  })

  it('loses nothing for somebody who was signed out meanwhile', () => {
    const answer = refusedForm(new AppError('not_signed_in', 'Sign in again.'), data)
    expect(answer.message).toBe('Sign in again.')
    expect(answer.values).not.toEqual({})
  })
})
