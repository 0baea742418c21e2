package dev.slipway.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.error.SlipwayException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseRequestTest {

  @Test
  void namesTagAndCandidateAsTheProcedureDoes() {
    ReleaseRequest request = new ReleaseRequest("v42", "production");

    assertThat(request.tag()).isEqualTo("v42.0");
    assertThat(request.candidate()).isEqualTo("v42-b");
  }

  @Test
  void takesAPointReleaseAsItIs() {
    ReleaseRequest request = new ReleaseRequest("v42.1", "production");

    assertThat(request.tag()).isEqualTo("v42.1");
    assertThat(request.candidate()).isEqualTo("v42-1-b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "42", "v", "v42.", "v42;rm", "V42", "v42 "})
  void refusesWhatIsNotAVersion(String text) {
    assertThatThrownBy(() -> new ReleaseRequest(text, "production"))
        .isInstanceOf(SlipwayException.class)
        .hasMessageContaining("is not a version");
  }
}
