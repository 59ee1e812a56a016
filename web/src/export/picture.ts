import { save } from './save.ts';

/** Pixels of the picture per pixel on the screen. */
const SCALE = 2;

/** Copies what the style sheets give each element: the picture has no style sheets. Through the object model, as the policy asks. */
function copyStyles(from: Element, to: Element): void {
  const { style } = to as HTMLElement | SVGElement;
  const shown = getComputedStyle(from);
  for (const property of shown) style.setProperty(property, shown.getPropertyValue(property));
  for (const [at, child] of [...from.children].entries()) copyStyles(child, to.children[at]!);
}

/** Draws an element, as it is on the screen, into a PNG. */
async function pictureOf(element: HTMLElement): Promise<Blob> {
  const { width, height } = element.getBoundingClientRect();
  const copy = element.cloneNode(true) as HTMLElement;
  copyStyles(element, copy);
  copy.style.setProperty('margin', '0');
  const text = new XMLSerializer().serializeToString(copy);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><foreignObject width="100%" height="100%">${text}</foreignObject></svg>`;
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [Math.ceil(width * SCALE), Math.ceil(height * SCALE)];
  const context = canvas.getContext('2d')!;
  context.scale(SCALE, SCALE);
  context.drawImage(image, 0, 0);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the picture is empty'))), 'image/png'),
  );
}

export const savePicture = async (name: string, element: HTMLElement): Promise<void> =>
  save(`${name}.png`, await pictureOf(element));
