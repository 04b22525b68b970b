/** Drawn on 16 by 16 with the text's colour. A word always stands beside one, so it is hidden from readers. */
const drawings = {
  tick: 'M3 8.5 6.5 12 13 4.5',
  cross: 'M4 4l8 8M12 4l-8 8',
  question: 'M5.3 5.6a2.7 2.7 0 1 1 3.9 2.5c-.8.4-1.2.9-1.2 1.8M8 12.6v.1',
  clock: 'M8 2a6 6 0 1 0 0 12A6 6 0 1 0 8 2M8 4.8V8l2.3 1.6',
  stale: 'M2.6 5.4A6 6 0 1 1 2 8M2.4 2.6v3h3M8 4.8V8l2.3 1.6',
  dash: 'M3.5 8h9',
  person:
    'M8 2.600a2.500 2.500 0 1 0 0 5 2.500 2.500 0 1 0 0-5M3.200 13.400c.400-3 2.200-4.400 4.800-4.400s4.400 1.400 4.800 4.400',
  circle: 'M8 3.2a4.8 4.8 0 1 0 0 9.6 4.8 4.8 0 1 0 0-9.6',
  warning: 'M8 2.2 14.4 13.4H1.6ZM8 6.4v3.4M8 11.6v.1',
  information: 'M8 2a6 6 0 1 0 0 12A6 6 0 1 0 8 2M8 7.4v3.6M8 5v.1',
  back: 'M10 3.5 5.5 8l4.5 4.5',
  forward: 'M6 3.5 10.5 8 6 12.5',
  phone:
    'M4.2 2.2 6.4 5 5.2 6.6c.8 1.8 2.2 3.2 4 4.2l1.8-1.2 2.6 2.2c-.6 1.4-1.6 2-2.8 1.9C6.400 13.200 2.600 9.200 2.200 4.900 2.100 3.700 2.800 2.700 4.200 2.200Z',
  download: 'M8 2.500v7.500M4.800 7 8 10.200 11.200 7M2.800 13.400h10.400',
} as const

export type IconName = keyof typeof drawings

export function Icon({ name, className = 'size-4' }: { name: IconName; className?: string }) {
  return (
    <svg
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="2.2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      className={`shrink-0 ${className}`}
    >
      <path d={drawings[name]} />
    </svg>
  )
}
