type Paint = (x: number, y: number) => number[]
export function draw(size: number, paint: Paint): Buffer
export const icons: Record<string, { size: number; paint: Paint }>
