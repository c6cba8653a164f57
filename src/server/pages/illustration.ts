/**
 * The picture of the home page: smooth stones under a low sun. Drawn in place, so that the page asks for no file; its
 * colours are classes of site.css, so that it follows dark mode. Decoration only, hence hidden from screen readers.
 */
export const illustration = `<svg class="picture" viewBox="0 0 480 420" aria-hidden="true" focusable="false">
<circle class="sun" cx="300" cy="150" r="104"/>
<path class="hill far" d="M0 286c70-52 148-58 226-22s162 26 254-34v190H0z"/>
<path class="hill near" d="M0 344c84-34 170-32 250-8s160 18 230-10v94H0z"/>
<g class="stones">
<ellipse class="stone low" cx="236" cy="338" rx="116" ry="36"/>
<ellipse class="stone mid" cx="228" cy="278" rx="88" ry="30"/>
<ellipse class="stone high" cx="240" cy="228" rx="60" ry="24"/>
<ellipse class="stone top" cx="234" cy="190" rx="36" ry="17"/>
</g>
<g class="stem"><path d="M392 362c-6-66-2-122 20-176"/>
<path class="leaf" d="M398 300c-34-4-50-22-54-48 32 0 52 18 54 48zM400 268c28-10 40-28 40-54-30 6-44 24-40 54zM401 232c-26-6-38-22-40-44 26 2 40 18 40 44z"/></g>
</svg>`
