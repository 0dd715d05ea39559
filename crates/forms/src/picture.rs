//! A picture on the paper: the practice's logo from a PNG or a JPEG file, made as small as its place needs.

use std::io::Cursor;

use png::{ColorType, Decoder, Encoder, Transformations};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

/// A picture as a PDF holds it: three bytes a point, on white.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) samples: Vec<u8>,
}

/// Why a picture is not taken.
#[derive(Debug, thiserror::Error)]
pub enum PictureError {
    /// It is no PNG and no JPEG, or a broken one.
    #[error("this is no PNG or JPEG picture that can be read. Save the logo as PNG")]
    Unread,
    /// The file is larger than a logo.
    #[error("the file has {0} MB. A logo takes at most {MOST_MEGABYTES} MB; save it smaller")]
    TooMany(usize),
    /// It has too many points.
    #[error("the logo has {0} × {1} points. Save it with at most {MOST} in each way")]
    TooLarge(u32, u32),
    /// It has too few points to be printed.
    #[error(
        "the logo has {0} × {1} points and would print coarse. Use one with at least {LEAST} points on its longer side"
    )]
    TooSmall(u32, u32),
}

/// Points on a side: what a scanner makes of a sheet at 600 dots an inch.
const MOST: u32 = 6_000;

/// Points on the longer side: three quarters of an inch at 130 dots an inch.
const LEAST: u32 = 100;

/// Points on the longer side that are kept: three quarters of an inch at 600 dots an inch.
const KEPT: u32 = 450;

/// Megabytes of a file.
const MOST_MEGABYTES: usize = 8;

impl Picture {
    /// Reads a logo from a PNG or a JPEG file, as small as its place needs. What is clear becomes white.
    ///
    /// # Errors
    /// Says what is wrong with the file.
    pub fn logo(bytes: &[u8]) -> Result<Picture, PictureError> {
        let megabytes = bytes.len() / 1_000_000;
        if MOST_MEGABYTES < megabytes {
            return Err(PictureError::TooMany(megabytes));
        }
        let picture = match bytes {
            [0xff, 0xd8, ..] => Picture::from_jpeg(bytes)?,
            _ => Picture::from_png(bytes)?,
        };
        if picture.width.max(picture.height) < LEAST {
            return Err(PictureError::TooSmall(picture.width, picture.height));
        }
        Ok(picture.shrunk(KEPT))
    }

    /// Reads a PNG file. What is clear in it becomes white.
    ///
    /// # Errors
    /// Says what is wrong with the file.
    pub fn from_png(bytes: &[u8]) -> Result<Picture, PictureError> {
        let mut decoder = Decoder::new(Cursor::new(bytes));
        decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
        let mut reader = decoder.read_info().map_err(|_| PictureError::Unread)?;
        let (width, height) = (reader.info().width, reader.info().height);
        sized(width, height)?;
        let size = reader.output_buffer_size().ok_or(PictureError::Unread)?;
        let mut buffer = vec![0; size];
        let frame = reader
            .next_frame(&mut buffer)
            .map_err(|_| PictureError::Unread)?;
        buffer.truncate(frame.buffer_size());
        let channels = frame.color_type.samples();
        let mut samples = Vec::with_capacity((width * height * 3) as usize);
        for point in buffer.chunks_exact(channels) {
            let (color, clear) = match (frame.color_type, point) {
                (ColorType::Grayscale, [grey]) => ([*grey; 3], 255),
                (ColorType::GrayscaleAlpha, [grey, alpha]) => ([*grey; 3], *alpha),
                (ColorType::Rgb, [r, g, b]) => ([*r, *g, *b], 255),
                (ColorType::Rgba, [r, g, b, alpha]) => ([*r, *g, *b], *alpha),
                _ => return Err(PictureError::Unread),
            };
            samples.extend(color.map(|sample| on_white(sample, clear)));
        }
        Ok(Picture {
            width,
            height,
            samples,
        })
    }

    fn from_jpeg(bytes: &[u8]) -> Result<Picture, PictureError> {
        let most = MOST as usize * 4;
        let options = DecoderOptions::default()
            .set_max_width(most)
            .set_max_height(most)
            .jpeg_set_out_colorspace(ColorSpace::RGB);
        let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
        decoder.decode_headers().map_err(|_| PictureError::Unread)?;
        let info = decoder.info().ok_or(PictureError::Unread)?;
        let (width, height) = (u32::from(info.width), u32::from(info.height));
        sized(width, height)?;
        let read = decoder.decode().map_err(|_| PictureError::Unread)?;
        let points = width as usize * height as usize;
        let samples = match read.len().checked_div(points) {
            Some(3) if read.len() == points * 3 => read,
            Some(1) if read.len() == points => read.iter().flat_map(|grey| [*grey; 3]).collect(),
            _ => return Err(PictureError::Unread),
        };
        Ok(Picture {
            width,
            height,
            samples,
        })
    }

    /// As a PNG file.
    ///
    /// # Errors
    /// [`PictureError::Unread`] when it cannot be written.
    pub fn to_png(&self) -> Result<Vec<u8>, PictureError> {
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new(&mut bytes, self.width, self.height);
        encoder.set_color(ColorType::Rgb);
        let mut writer = encoder.write_header().map_err(|_| PictureError::Unread)?;
        writer
            .write_image_data(&self.samples)
            .and_then(|()| writer.finish())
            .map_err(|_| PictureError::Unread)?;
        Ok(bytes)
    }

    /// Points across and down.
    pub fn size(&self) -> (u32, u32) {
        (self.width, self.height)
    }

    /// With at most so many points on its longer side; each new point is the mean of those it stands for.
    fn shrunk(self, most: u32) -> Picture {
        let long = self.width.max(self.height);
        if long <= most {
            return self;
        }
        let scaled = |side: u32| {
            let side = u64::from(side) * u64::from(most) / u64::from(long);
            u32::try_from(side).unwrap_or(most).max(1)
        };
        let (width, height) = (scaled(self.width), scaled(self.height));
        // The points from..to of the old side behind a point of the new one.
        let span = |at: u32, new: u32, old: u32| {
            let place = |n: u32| (u64::from(n) * u64::from(old) / u64::from(new)) as usize;
            place(at)..place(at + 1).max(place(at) + 1)
        };
        let mut samples = Vec::with_capacity((width * height * 3) as usize);
        for y in 0..height {
            for x in 0..width {
                let (mut sum, mut count) = ([0_u32; 3], 0_u32);
                for row in span(y, height, self.height) {
                    for column in span(x, width, self.width) {
                        let at = (row * self.width as usize + column) * 3;
                        if let Some(point) = self.samples.get(at..at + 3) {
                            for (sum, sample) in sum.iter_mut().zip(point) {
                                *sum += u32::from(*sample);
                            }
                            count += 1;
                        }
                    }
                }
                samples.extend(sum.map(|sum| {
                    let mean = (sum + count / 2).checked_div(count).unwrap_or(255);
                    u8::try_from(mean).unwrap_or(255)
                }));
            }
        }
        Picture {
            width,
            height,
            samples,
        }
    }

    /// Its entries in the dictionary of a stream.
    pub(crate) fn dictionary(&self) -> String {
        format!(
            "/Type/XObject/Subtype/Image/Width {}/Height {}/ColorSpace/DeviceRGB/BitsPerComponent 8",
            self.width, self.height
        )
    }

    /// Its size in a box, in points, with its shape kept.
    pub(crate) fn fitted(&self, width: f32, height: f32) -> (f32, f32) {
        let (across, down) = (self.width as f32, self.height as f32);
        let scale = (width / across).min(height / down);
        (across * scale, down * scale)
    }
}

/// Refuses a picture that is empty or has more points than are read.
fn sized(width: u32, height: u32) -> Result<(), PictureError> {
    if width == 0 || height == 0 {
        return Err(PictureError::Unread);
    }
    if MOST < width || MOST < height {
        return Err(PictureError::TooLarge(width, height));
    }
    Ok(())
}

fn on_white(sample: u8, alpha: u8) -> u8 {
    let (sample, alpha) = (u32::from(sample), u32::from(alpha));
    let mixed = (sample * alpha + 255 * (255 - alpha) + 127) / 255;
    u8::try_from(mixed).unwrap_or(255)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(width: u32, height: u32, color: ColorType, data: &[u8]) -> Vec<u8> {
        let mut file = Vec::new();
        let mut encoder = Encoder::new(&mut file, width, height);
        encoder.set_color(color);
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(data).unwrap();
        writer.finish().unwrap();
        file
    }

    #[test]
    fn a_logo_is_laid_on_white() {
        let mut file = file(2, 1, ColorType::Rgba, &[10, 20, 30, 255, 0, 0, 0, 0]);
        let picture = Picture::from_png(&file).unwrap();
        assert_eq!(picture.samples, [10, 20, 30, 255, 255, 255]);
        assert_eq!(picture.fitted(54.0, 54.0), (54.0, 27.0));
        assert_eq!(
            Picture::from_png(&picture.to_png().unwrap()).unwrap(),
            picture
        );
        assert!(matches!(
            Picture::logo(b"GIF89a"),
            Err(PictureError::Unread)
        ));
        file.truncate(40);
        assert!(Picture::from_png(&file).is_err());
    }

    #[test]
    fn a_large_logo_is_made_small_and_keeps_its_shape() {
        // Black above, white beneath.
        let data: Vec<u8> = (0..1_800 * 900)
            .map(|at| if at < 1_800 * 450 { 0 } else { 255 })
            .collect();
        let picture = Picture::logo(&file(1_800, 900, ColorType::Grayscale, &data)).unwrap();
        assert_eq!(picture.size(), (450, 225));
        assert_eq!(picture.samples.first(), Some(&0));
        assert_eq!(picture.samples.last(), Some(&255));
        assert_eq!(picture.samples.len(), 450 * 225 * 3);
    }

    #[test]
    fn what_is_no_logo_is_refused_with_its_size() {
        let says = |bytes: &[u8]| Picture::logo(bytes).unwrap_err().to_string();
        let coarse = file(90, 40, ColorType::Grayscale, &[0; 90 * 40]);
        assert!(says(&coarse).contains("90 × 40 points and would print coarse"));
        let large = file(6_001, 1, ColorType::Grayscale, &[0; 6_001]);
        assert!(says(&large).contains("at most 6000"), "{}", says(&large));
        assert!(says(&vec![0; 9_000_000]).contains("9 MB"));
        assert!(says(&[0xff, 0xd8, 0xff, 0xe0, 0, 4]).contains("no PNG or JPEG"));
    }

    #[test]
    fn a_jpeg_is_read_too() {
        let bytes = include_bytes!("../tests/data/logo.jpg");
        let picture = Picture::logo(bytes).unwrap();
        assert_eq!(picture.size(), (160, 120));
        let [r, g, b] = picture.samples[..3] else {
            panic!("three")
        };
        assert!(r < 60 && g < 90 && 90 < b, "{r} {g} {b}");
        let grey = Picture::logo(include_bytes!("../tests/data/grey.jpg")).unwrap();
        assert_eq!(grey.samples.len(), 160 * 120 * 3);
    }
}
