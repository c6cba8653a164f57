import type { Block } from '../../domain/passage.js'
import { type Inline, parseInline, parseMarkdown } from './markdown.js'
import { OutwardLink } from './outward-link.js'

function draw(part: Inline) {
  if (part.kind === 'bold') return <strong>{part.text}</strong>
  if (part.kind === 'link') return <OutwardLink url={part.url}>{part.text}</OutwardLink>
  return part.text
}

/** One line with its bold and links. */
export function Line({ text }: { text: string }) {
  return <>{parseInline(text).map(draw)}</>
}

/** A text with light Markdown. */
export function Prose({ text }: { text: string }) {
  return (
    <>
      {parseMarkdown(text).map(block =>
        block.kind === 'paragraph' ? (
          <p>{block.text.map(draw)}</p>
        ) : (
          <ul>
            {block.items.map(item => (
              <li>{item.map(draw)}</li>
            ))}
          </ul>
        )
      )}
    </>
  )
}

/** The parts of a passage. */
export function Blocks({ blocks }: { blocks: Block[] }) {
  return (
    <>
      {blocks.map(block => {
        if (block.kind === 'paragraph') {
          return (
            <p>
              <Line text={block.text} />
            </p>
          )
        }
        if (block.kind === 'list') {
          return (
            <ul>
              {block.items.map(item => (
                <li>
                  <Line text={item} />
                </li>
              ))}
            </ul>
          )
        }
        return (
          <table>
            <thead>
              <tr>
                {block.header.map(cell => (
                  <th scope="col">{cell}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {block.rows.map(row => (
                <tr>
                  {row.map((cell, column) => (
                    <td data-label={block.header[column]}>
                      <Line text={cell} />
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        )
      })}
    </>
  )
}
