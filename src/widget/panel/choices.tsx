/** Questions to pick from; picking one sends its words. Without a label when the answer above leads to them. */
export function Choices({
  label,
  choices,
  onChoose
}: {
  label: string
  choices: string[]
  onChoose: (text: string) => void
}) {
  if (choices.length === 0) return null
  return (
    <div class="choices">
      {label && <h3>{label}</h3>}
      <ul>
        {choices.map(choice => (
          <li key={choice}>
            <button type="button" onClick={() => onChoose(choice)}>
              {choice}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
