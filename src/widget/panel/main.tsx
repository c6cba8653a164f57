import { render } from 'preact'
import { type Mount, mountKey } from '../handshake.js'
import { addSheet } from '../sheet.js'
import { Chat } from './chat.js'
import styles from './panel.css'
import { Panel } from './panel.js'

/** Draws the panel into the loader's shadow root; closed at first, unless it is part of the page. */
const mount: Mount = ({ place, base, fallback, inline, onClose }) => {
  addSheet(place.getRootNode() as ShadowRoot, styles)
  const chat = new Chat(base)
  const draw = (isOpen: boolean) =>
    render(<Panel chat={chat} base={base} fallback={fallback} inline={inline} isOpen={isOpen} onClose={close} />, place)
  const open = () => {
    chat.open()
    draw(true)
  }
  const close = () => {
    draw(false)
    onClose()
  }
  draw(false)
  return { open, close, ask: question => chat.send(question) }
}

window[mountKey] = mount
