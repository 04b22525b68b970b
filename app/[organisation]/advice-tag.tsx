import { Icon } from '../components/pictogram'

/** Beside something that SHOULD be so and is not: no alarm, and no deadline. */
export function AdviceTag() {
  return (
    <span className="inline-flex w-fit items-center gap-2 rounded-md border border-transparent bg-soon-bg py-0.5 pr-2.5 pl-2 text-small font-[650] text-soon">
      <Icon name="information" />
      <span>Advice</span>
    </span>
  )
}
