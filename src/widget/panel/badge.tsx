import { type Settings, sayFrom } from './settings.js'

interface BadgeProps {
  label: string
  settings: Settings | 'loading' | 'failed'
  unread: number
}

/** What stands on the launcher: its label, and how many answers have come since the panel was closed. */
export function Badge({ label, settings, unread }: BadgeProps) {
  return (
    <>
      {label}
      {unread > 0 && typeof settings === 'object' && (
        <span class="badge">
          {unread}
          <span class="hidden"> {sayFrom(settings)('unread')}</span>
        </span>
      )}
    </>
  )
}
