/** What is called of it. Its own types know only images of a browser. */
declare module "smartcrop" {
  interface Pixels {
    width: number;
    height: number;
    data: Uint8Array;
  }
  interface Options {
    width: number;
    height: number;
    imageOperations: {
      open(image: Pixels): Promise<Pixels>;
      resample(image: Pixels): Promise<Pixels>;
      getData(image: Pixels): Promise<Pixels>;
    };
  }
  const smartcrop: {
    crop(
      image: Pixels,
      options: Options,
    ): Promise<{ topCrop: { x: number; y: number; width: number; height: number } }>;
  };
  export default smartcrop;
}
