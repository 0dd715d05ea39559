//! A picture on the paper: the practice's logo from a PNG file.

use std::io::Cursor;

use png::{ColorType, Decoder, Transformations};

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
    /// It is no PNG, or a broken one.
    #[error("this is no PNG picture that can be read. Save the logo as PNG")]
    NotPng,
    /// It has too many points.
    #[error("the logo has {0} × {1} points. Save it with at most 1,200 in each way")]
    TooLarge(u32, u32),
    /// It has no points.
    #[error("the logo is empty")]
    Empty,
}

/// More than a logo of an inch needs at 600 dots an inch, times two.
const MOST: u32 = 1_200;

impl Picture {
    /// Reads a PNG file. What is clear in it becomes white.
    ///
    /// # Errors
    /// Says what is wrong with the file.
    pub fn from_png(bytes: &[u8]) -> Result<Picture, PictureError> {
        let mut decoder = Decoder::new(Cursor::new(bytes));
        decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
        let mut reader = decoder.read_info().map_err(|_| PictureError::NotPng)?;
        let (width, height) = (reader.info().width, reader.info().height);
        if width == 0 || height == 0 {
            return Err(PictureError::Empty);
        }
        if MOST < width || MOST < height {
            return Err(PictureError::TooLarge(width, height));
        }
        let size = reader.output_buffer_size().ok_or(PictureError::NotPng)?;
        let mut buffer = vec![0; size];
        let frame = reader
            .next_frame(&mut buffer)
            .map_err(|_| PictureError::NotPng)?;
        buffer.truncate(frame.buffer_size());
        let channels = frame.color_type.samples();
        let mut samples = Vec::with_capacity((width * height * 3) as usize);
        for point in buffer.chunks_exact(channels) {
            let (color, clear) = match (frame.color_type, point) {
                (ColorType::Grayscale, [grey]) => ([*grey; 3], 255),
                (ColorType::GrayscaleAlpha, [grey, alpha]) => ([*grey; 3], *alpha),
                (ColorType::Rgb, [r, g, b]) => ([*r, *g, *b], 255),
                (ColorType::Rgba, [r, g, b, alpha]) => ([*r, *g, *b], *alpha),
                _ => return Err(PictureError::NotPng),
            };
            samples.extend(color.map(|sample| on_white(sample, clear)));
        }
        Ok(Picture {
            width,
            height,
            samples,
        })
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

fn on_white(sample: u8, alpha: u8) -> u8 {
    let (sample, alpha) = (u32::from(sample), u32::from(alpha));
    let mixed = (sample * alpha + 255 * (255 - alpha) + 127) / 255;
    u8::try_from(mixed).unwrap_or(255)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_logo_is_laid_on_white() {
        let mut file = Vec::new();
        let mut encoder = png::Encoder::new(&mut file, 2, 1);
        encoder.set_color(ColorType::Rgba);
        let mut writer = encoder.write_header().unwrap();
        writer
            .write_image_data(&[10, 20, 30, 255, 0, 0, 0, 0])
            .unwrap();
        writer.finish().unwrap();
        let picture = Picture::from_png(&file).unwrap();
        assert_eq!(picture.samples, [10, 20, 30, 255, 255, 255]);
        assert_eq!(picture.fitted(54.0, 54.0), (54.0, 27.0));
        assert!(matches!(
            Picture::from_png(b"GIF89a"),
            Err(PictureError::NotPng)
        ));
        file.truncate(40);
        assert!(Picture::from_png(&file).is_err());
    }
}
